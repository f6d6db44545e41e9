/** Validation runs those test files only that exercise the candidates, where that spares much: runner by runner. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { ProbeReport } from '../../src/report/probe-report.js'
import { cacheProbe } from './cli.js'
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

/** Notes the run and its own name. */
const NOTE = `const { appendFileSync } = require('node:fs')
const { basename, dirname } = require('node:path')
const run = basename(dirname(process.env.CACHE_PROBE_RUN))
appendFileSync(process.env.FILE_LOG, \`\${run} \${basename(__filename)}\\n\`)
const test = globalThis.it ?? require('node:test')
`

const CALLS_IT = `${NOTE}const { checksum } = require('../src/checksum.js')
test('repeats itself', () => {
  for (let call = 0; call < 200; call++) checksum(\`a plain item \${call % 20}\`)
})
`

/** Several times the work of the other, and nothing that could be cached. */
const WORKS = `${NOTE}test('works', () => {
  let hash = 1
  for (let at = 0; at < 3e8; at++) hash = (Math.imul(hash, 31) + at) | 0
  if (hash === 0.5) throw new Error('never')
})
`

interface Suite {
  scripts: Record<string, string>
  /** Beside `calls.test.js`, `works-1.test.js` and `works-2.test.js`. */
  more?: Record<string, string>
}

function projectWith({ scripts, more = {} }: Suite): string {
  const folder = temporaryFolder('targeting')
  for (const name of ['src', 'test']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'suite', private: true, scripts }))
  writeFileSync(join(folder, 'src/checksum.js'), CHECKSUM)
  const files = { 'calls.test.js': CALLS_IT, 'works-1.test.js': WORKS, 'works-2.test.js': WORKS, ...more }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'test', name), text)
  return folder
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
function expectTargeted({ report, runs, stderr }: Outcome): void {
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
  const { files, of } = report.options.targeted as { files: string[]; of: number }
  assert.equal([files, of], [['test/calls.test.js'], 3])
  assert.match(
    stderr,
    /validation: 1 of 3 test files is run \([\d.]+ % of the time\), as no other exercises a candidate\n/,
  )
}

test('node --test behind an npm script validates with the one file that calls the candidate', async () => {
  const folder = projectWith({ scripts: { test: 'node --test test/*.test.js' } })
  const outcome = await probeSuite(folder, ['npm', 'test'])
  expectTargeted(outcome)
  const [checksum] = outcome.report.functions
  // The same calls as in the whole suite: 20 misses and 180 hits in each cached run.
  const { hits = 0, misses = 0 } = checksum?.validation ?? {}
  assert.is(hits, 9 * misses)
  // Of the whole command: it cannot save more than the file takes of it.
  const { share } = outcome.report.options.targeted as { share: { cpu: { estimate: number } } }
  assert.ok((checksum?.validation?.commandCpu?.estimate ?? 1) < share.cpu.estimate + 0.02, JSON.stringify(checksum))
  assert.ok(share.cpu.estimate < 0.6)

  // Analysed again without the project: which files were run is told by what was kept.
  rmSync(join(folder, 'package.json'))
  const again = await cacheProbe(['report', outcome.report.runDirectory ?? '', '--reporter', 'json'], { cwd: folder })
  assert.is(again.exitCode, 0, again.stderr)
  const { options, functions } = JSON.parse(again.stdout) as ProbeReport
  assert.equal(options.targeted, outcome.report.options.targeted)
  assert.equal(functions, outcome.report.functions)
})

test('--no-target runs all files in every run', async () => {
  const folder = projectWith({ scripts: {} })
  const { report, runs } = await probeSuite(folder, ['node', '--test'], ['--no-target'])
  assert.ok(runs.length >= 7)
  assert.equal(
    runs,
    runs.map(() => ALL),
  )
  assert.is(report.options.targeted, undefined)
})

test('where every file calls the candidate all of them are run, and that is said', async () => {
  const folder = projectWith({ scripts: {}, more: { 'works-1.test.js': CALLS_IT, 'works-2.test.js': CALLS_IT } })
  const { stderr, runs } = await probeSuite(folder, ['node', '--test'])
  assert.ok(runs.every((files) => files === ALL))
  assert.match(stderr, 'cache-probe: validation: all test files are run: each of them exercises a candidate\n')
})

test.run()
