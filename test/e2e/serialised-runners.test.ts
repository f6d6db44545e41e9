import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { ProbeReport } from '../../src/report/probe-report.js'
import { cacheProbe } from './cli.js'
import { npm } from './packed-package.js'
import { temporaryFolder } from './temporary-folder.js'

interface Suite {
  scripts: Record<string, string>
  devDependencies?: Record<string, string>
  mocha?: Record<string, unknown>
}

/** CommonJS, since on Node 20 what an ES module imports is not seen when mocha requires that module. */
const CHECKSUM = `exports.checksum = function checksum(text) {
  let hash = 0
  for (let round = 0; round < 8000; round++) {
    for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0
  }
  return hash
}
`

/** Notes when it starts and ends, in which process and in which run. */
const TEST_FILE = `const { appendFileSync } = require('node:fs')
const { basename, dirname } = require('node:path')
const { checksum } = require('../src/checksum.js')

const note = (event) => {
  appendFileSync(process.env.FILE_LOG, \`\${basename(dirname(process.env.CACHE_PROBE_RUN))} \${event} \${process.pid}\\n\`)
}
const test = globalThis.it ?? require('node:test')
test('repeats itself', () => {
  note('start')
  for (let call = 0; call < 200; call++) checksum(\`a plain item \${call % 20}\`)
  note('end')
})
`

/** Fails where a cache answers, as what the function is told to call does not run then. */
const COUNTING = `
const { announced } = require('../src/checksum.js')
test('announces each', () => {
  let times = 0
  const onDone = () => times++
  for (let call = 0; call < 400; call++) announced(\`a plain item \${call % 20}\`, onDone)
  if (times !== 400) throw new Error(\`announced \${times} times\`)
})
`
const ANNOUNCED = `
exports.announced = function announced(text, onDone) {
  const hash = exports.checksum(text)
  onDone(hash)
  return hash
}
`

function projectWith(suite: Suite): string {
  const folder = temporaryFolder('serialised')
  for (const name of ['src', 'test']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'suite', private: true, ...suite }))
  writeFileSync(join(folder, 'src/checksum.js'), CHECKSUM)
  for (const name of ['a', 'b']) writeFileSync(join(folder, `test/${name}.test.js`), TEST_FILE)
  if (suite.devDependencies) npm(['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'], folder)
  return folder
}

/** What one run of the command did, as its test files saw it. */
interface SeenRun {
  files: number
  mostAtOnce: number
  processes: number
}

interface Outcome {
  report: ProbeReport
  stderr: string
  observed: SeenRun
  timed: SeenRun[]
}

async function probeSuite(folder: string, command: string[], options: string[] = []): Promise<Outcome> {
  const [log, reportPath] = [join(temporaryFolder('log'), 'files.log'), join(folder, 'report.json')]
  const args = [
    'run',
    ...['--repeats', '1', '--screening-floor', '0', '--speedup-threshold', '0.99'],
    '--seed',
    '1',
    '--reporter',
    `json=${reportPath}`,
    ...options,
    '--',
    ...command,
  ]
  const { exitCode, stderr } = await cacheProbe(args, { cwd: folder, env: { FILE_LOG: log } })
  assert.is(exitCode, 0, stderr)
  assert.ok(existsSync(log))
  const lines = readFileSync(log, 'utf8').trim().split('\n')
  const runs = new Map<string, string[][]>()
  for (const [run = '', ...event] of lines.map((line) => line.split(' ')))
    runs.set(run, [...(runs.get(run) ?? []), event])
  const [observed, ...timed] = [...runs.values()].map(seenRun)
  return { report: JSON.parse(readFileSync(reportPath, 'utf8')), stderr, observed: observed as SeenRun, timed }
}

function seenRun(events: string[][]): SeenRun {
  let [now, mostAtOnce] = [0, 0]
  for (const [event] of events) {
    now += event === 'start' ? 1 : -1
    mostAtOnce = Math.max(mostAtOnce, now)
  }
  return { files: events.length / 2, mostAtOnce, processes: new Set(events.map(([, pid]) => pid)).size }
}

/** At least a `time` run, the all-cached run, and a pair. */
function expectEach(timed: SeenRun[], each: SeenRun): void {
  assert.ok(timed.length >= 4, `${timed.length} timed runs`)
  assert.equal(
    timed,
    Array.from(timed, () => each),
  )
}

function warningsOf({ report }: Outcome): string[] {
  return report.warnings.map(({ code }) => code)
}

const MOCHA = { devDependencies: { mocha: '^12.0.0' }, mocha: { spec: 'test/*.js', parallel: true, jobs: 2 } }

test('mocha with parallel: true behind npm test has one process in every timed run, two in the observed one', async () => {
  const folder = projectWith({ ...MOCHA, scripts: { test: 'mocha' } })
  const outcome = await probeSuite(folder, ['npm', 'test'])
  assert.is(outcome.observed.processes, 2)
  expectEach(outcome.timed, { files: 2, mostAtOnce: 1, processes: 1 })
  assert.equal(outcome.report.options.serialised, { runner: 'mocha', flag: '--no-parallel' })
  assert.equal(warningsOf(outcome), [])
  assert.match(outcome.stderr, 'cache-probe: timed runs: mocha one file at a time (--no-parallel)\n')

  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...MOCHA, scripts: { test: 'mocha && node -e 0' } }))
  const within = await probeSuite(folder, ['npm', 'test'])
  expectEach(within.timed, { files: 2, mostAtOnce: 1, processes: 1 })
  assert.equal(within.report.options.serialised, { runner: 'mocha', flag: 'MOCHA_OPTIONS=--no-parallel' })

  const kept = await probeSuite(folder, ['npm', 'test'], ['--keep-parallel'])
  assert.is(kept.timed.at(-1)?.processes, 2)
  assert.is(kept.report.options.serialised, undefined)
  assert.equal(warningsOf(kept), ['parallel-runner'])
})

test('mocha with parallel: true has all its processes again where it is asked whose cache makes it fail', async () => {
  const folder = projectWith({ ...MOCHA, scripts: { test: 'mocha' } })
  writeFileSync(join(folder, 'src/checksum.js'), CHECKSUM + ANNOUNCED)
  writeFileSync(join(folder, 'test/b.test.js'), TEST_FILE + COUNTING)
  const { report, timed } = await probeSuite(folder, ['npm', 'test'])
  const { verdict, reasons } = report.functions.find(({ id }) => id === 'src/checksum.js#announced') ?? {}
  assert.is(verdict, 'UNSAFE')
  assert.match(JSON.stringify(reasons), 'announced 20 times')
  // Three runs with both caches, three with none, three with the one that is to blame, and one with the other.
  assert.is(timed.filter(({ processes }) => processes === 2).length, 10)
  assert.is(timed.filter(({ processes }) => processes === 1).length, timed.length - 10)
})

test('node --test with a concurrency of its own runs one file at a time in every timed run', async () => {
  const folder = projectWith({ scripts: {} })
  const command = ['node', '--test', '--test-concurrency=2', 'test/a.test.js', 'test/b.test.js']
  const outcome = await probeSuite(folder, command)
  expectEach(outcome.timed, { files: 2, mostAtOnce: 1, processes: 2 })
  assert.equal(outcome.report.options.serialised, { runner: 'node --test', flag: '--test-concurrency=1' })
  assert.equal(outcome.report.command, command)
  assert.equal(warningsOf(outcome), [])
})

/** A mocha that is too old, or too new, for what it is told. */
const REFUSING = `#!/usr/bin/env node
if (process.argv.length > 2) {
  console.error('error: unknown option ' + process.argv[2])
  process.exit(1)
}
globalThis.it = (_name, body) => body()
for (const name of ['a', 'b']) require(process.cwd() + '/test/' + name + '.test.js')
`

test('a runner that refuses its flag is run as it stands from then on, and what it said is in the warning', async () => {
  const folder = projectWith({ scripts: { test: 'mocha' } })
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
  writeFileSync(join(folder, 'node_modules/.bin/mocha'), REFUSING, { mode: 0o755 })
  const outcome = await probeSuite(folder, ['npm', 'test'])
  expectEach(outcome.timed, { files: 2, mostAtOnce: 1, processes: 1 })
  assert.is(outcome.report.options.serialised, undefined)
  assert.equal(warningsOf(outcome), ['parallel-runner'])
  const [warning] = outcome.report.warnings
  assert.match(warning?.message ?? '', /with --no-parallel mocha ended with exit code 1, and passes without: /)
  assert.match(warning?.message ?? '', /error: unknown option --no-parallel$/)
  assert.match(outcome.stderr, 'cache-probe: timed runs: mocha as it stands, since it failed with --no-parallel\n')
})

test('a runner inside of a script, where no argument reaches it, runs one file at a time in every timed run', async () => {
  const test = 'node --test --test-concurrency=2 test/*.js && node -e "process.exit()"'
  const folder = projectWith({ scripts: { pretest: 'node -e 0', test } })
  const outcome = await probeSuite(folder, ['npm', 'test'])
  expectEach(outcome.timed, { files: 2, mostAtOnce: 1, processes: 2 })
  assert.equal(outcome.report.options.serialised, { runner: 'node --test', flag: '--test-concurrency=1' })
  assert.equal(outcome.report.command, ['npm', 'test'])
  assert.equal(warningsOf(outcome), [])
})

test('a runner that cannot be told is warned about', async () => {
  const folder = projectWith({ scripts: { test: 'npm run unit', unit: 'node --test test/*.js' } })
  const outcome = await probeSuite(folder, ['npm', 'test'])
  assert.is(outcome.report.options.serialised, undefined)
  assert.equal(warningsOf(outcome), ['parallel-runner'])
})

test.run()
