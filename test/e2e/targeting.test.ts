/** Validation runs those test files only that exercise the candidates, where that spares much: runner by runner. */
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { ProbeReport } from '../../src/report/probe-report.js'
import { cacheProbe, projectRoot } from './cli.js'
import { temporaryFolder } from './temporary-folder.js'

/** Dear, and called again and again by one of the test files. */
const CHECKSUM = `exports.checksum = function checksum(text) {
  let hash = 0
  for (let round = 0; round < 8000; round++) {
    for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0
  }
  return hash
}
`

/** How a test file of each runner begins and ends. */
const RUNNERS = {
  'node --test': ["const test = require('node:test')", ''],
  uvu: ["const { test } = require('uvu')", 'test.run()'],
  tap: ['const test = (_, run) => run()', ''],
} as const

type RunnerName = keyof typeof RUNNERS

/** Notes the run and its own name. */
function testFile(runner: RunnerName, body: string): string {
  const [start, end] = RUNNERS[runner]
  return `const { appendFileSync } = require('node:fs')
const { basename, dirname } = require('node:path')
const run = basename(dirname(process.env.CACHE_PROBE_RUN))
appendFileSync(process.env.FILE_LOG, \`\${run} \${basename(__filename)}\\n\`)
${start}
${body}${end}
`
}

const CALLS_IT = `const { checksum } = require('../src/checksum.js')
test('repeats itself', () => {
  for (let call = 0; call < 200; call++) checksum(\`a plain item \${call % 20}\`)
})
`

/** More work than the other's, and nothing that could be cached. */
const works = (rounds: number) => `test('works', () => {
  let hash = 1
  for (let at = 0; at < ${rounds}; at++) hash = (Math.imul(hash, 31) + at) | 0
  if (hash === 0.5) throw new Error('never')
})
`

/** Starts each file, as tap does, and takes its arguments as far as they are used here. */
const TAP = `#!/usr/bin/env node
const { spawnSync } = require('node:child_process')
const files = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const ends = files.map((file) => spawnSync(process.execPath, [file], { stdio: 'inherit' }).status)
process.exitCode = Math.max(...ends)
`

interface Suite {
  runner?: RunnerName
  scripts?: Record<string, string>
  /** Beside `calls.test.js`, `works-1.test.js` and `works-2.test.js`. */
  more?: Record<string, string>
}

function projectWith({ runner = 'node --test', scripts = {}, more = {} }: Suite): string {
  const folder = temporaryFolder('targeting')
  for (const name of ['src', 'test']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'suite', private: true, scripts }))
  writeFileSync(join(folder, 'src/checksum.js'), CHECKSUM)
  // npm takes most of what a file takes that does next to nothing.
  const work = works(scripts.test === undefined ? 1.5e8 : 3e8)
  const files = { 'calls.test.js': CALLS_IT, 'works-1.test.js': work, 'works-2.test.js': work, ...more }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'test', name), testFile(runner, text))
  if (runner === 'uvu') symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'))
  if (runner === 'tap') installTap(folder)
  return folder
}

function installTap(folder: string): void {
  const programs = join(folder, 'node_modules/.bin')
  mkdirSync(programs, { recursive: true })
  writeFileSync(join(programs, 'tap'), TAP, { mode: 0o755 })
}

interface Outcome {
  report: ProbeReport
  stderr: string
  /** The test files of each run, in their order. */
  runs: string[]
}

/** Everything that repeats is validated, and settled by the first pairs. */
const FEW_RUNS = ['--repeats', '2', '--screening-floor', '0', '--speedup-threshold', '0.99']

async function probeSuite(folder: string, command: string[], options: string[] = []): Promise<Outcome> {
  const [log, reportPath] = [join(temporaryFolder('log'), 'files.log'), join(folder, 'report.json')]
  const args = ['run', ...FEW_RUNS, '--seed', '1', '--reporter', `json=${reportPath}`, ...options, '--', ...command]
  const { exitCode, stderr } = await cacheProbe(args, { cwd: folder, env: { FILE_LOG: log } })
  assert.is(exitCode, 0, stderr)
  assert.ok(existsSync(log))
  const runs = new Map<string, string[]>()
  for (const line of readFileSync(log, 'utf8').trim().split('\n')) {
    const [run = '', file = ''] = line.split(' ')
    runs.set(run, [...(runs.get(run) ?? []), file.replace('.test.js', '')])
  }
  const report = JSON.parse(readFileSync(reportPath, 'utf8'))
  return { report, stderr, runs: [...runs.values()].map((files) => files.sort().join(' ')) }
}

const ALL = 'calls works-1 works-2'
const TARGET = ['calls', 'calls', ALL, 'calls', ALL]

/** Screening runs all files, then the files are tried, then nothing else is run. */
function expectTargeted({ report, runs, stderr }: Outcome, of: 3 | undefined): void {
  const screening = runs.indexOf('calls')
  assert.ok(screening >= 3, runs.join(', '))
  assert.equal(
    runs.slice(0, screening),
    Array.from({ length: screening }, () => ALL),
  )
  assert.equal(runs.slice(screening, screening + TARGET.length), TARGET, stderr)
  const validation = runs.slice(screening + TARGET.length)
  assert.ok(validation.length >= 4, runs.join(', '))
  assert.equal(
    validation,
    validation.map(() => 'calls'),
    stderr,
  )
  const { files, of: all } = report.options.targeted as { files: string[]; of?: number }
  assert.equal([files, all], [['test/calls.test.js'], of])
  const which = of === undefined ? '1 test file' : '1 of 3 test files'
  const line = `validation: ${which} is run \\([\\d.]+ % of the time\\), as no other exercises a candidate\\n`
  assert.match(stderr, new RegExp(line))
  // The same calls as in the whole suite: 20 misses and 180 hits in each cached run.
  const [checksum] = report.functions
  const { hits = 0, misses = 0 } = checksum?.validation ?? {}
  assert.ok(misses > 0 && hits === 9 * misses, JSON.stringify(checksum))
  // Of the whole command: it cannot save more than the file takes of it.
  const { share } = report.options.targeted as { share: { cpu: { estimate: number } } }
  assert.ok(share.cpu.estimate < 0.6)
  assert.ok((checksum?.validation?.commandCpu?.estimate ?? 1) < share.cpu.estimate + 0.02, JSON.stringify(checksum))
}

test('node --test behind an npm script validates with the one file that calls the candidate', async () => {
  const folder = projectWith({ scripts: { test: 'node --test test/*.test.js' } })
  const outcome = await probeSuite(folder, ['npm', 'test'])
  expectTargeted(outcome, 3)
  // Analysed again without the project: which files were run is told by what was kept.
  rmSync(join(folder, 'package.json'))
  const again = await cacheProbe(['report', outcome.report.runDirectory ?? '', '--reporter', 'json'], { cwd: folder })
  assert.is(again.exitCode, 0, again.stderr)
  const { options, functions } = JSON.parse(again.stdout) as ProbeReport
  assert.equal(options.targeted, outcome.report.options.targeted)
  assert.equal(functions, outcome.report.functions)
})

test('tap, which starts each file, and uvu, which runs all in one process, are told the file likewise', async () => {
  const tap = projectWith({ runner: 'tap' })
  const inProcesses = await probeSuite(tap, [
    'tap',
    'test/calls.test.js',
    'test/works-1.test.js',
    'test/works-2.test.js',
  ])
  expectTargeted(inProcesses, 3)
  const together = await probeSuite(projectWith({ runner: 'uvu' }), ['uvu', 'test'])
  expectTargeted(together, undefined)
})

test('--no-target runs all files in every run', async () => {
  const folder = projectWith({})
  const { report, runs } = await probeSuite(folder, ['node', '--test'], ['--no-target'])
  assert.ok(runs.length >= 7)
  assert.equal(
    runs,
    runs.map(() => ALL),
  )
  assert.is(report.options.targeted, undefined)
})

test('where every file calls the candidate all of them are run, and that is said', async () => {
  const folder = projectWith({ more: { 'works-1.test.js': CALLS_IT, 'works-2.test.js': CALLS_IT } })
  const { stderr, runs } = await probeSuite(folder, ['node', '--test'])
  assert.ok(runs.every((files) => files === ALL))
  assert.match(stderr, 'cache-probe: validation: all test files are run: each of them exercises a candidate\n')
})

test.run()
