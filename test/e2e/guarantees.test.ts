/** What isolation promises, in processes and in threads alike: the driver, other programs and other runs see nothing. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { ProbeReport } from '../../src/report/probe-report.js'
import { eventually } from '../launch/launching.js'
import { skip } from '../runner/skip.js'
import { type CliOptions, cacheProbe, cleanEnvironment, type PrivateFolders, privateFolders } from './cli.js'
import { copyFixture } from './probe-fixture.js'
import { canSeeProcesses, processesMarked } from './processes.js'
import { temporaryFolder } from './temporary-folder.js'
import { treeOf } from './tree.js'

const CHECKSUM = 'src/checksum.js#checksum'
/** Calls of `pure-repeat`, and how many texts they are made with. */
const [CALLS, KEYS] = [400, 20]
const MODES = ['subprocess', 'inprocess'] as const
type Mode = (typeof MODES)[number]

/**
 * At its end a run of the given stage says so and stays, until a file of that name is there. It says so as runners say
 * how slow a test was: a line that only cached runs print would make the cache unsafe.
 */
const STAYS = `
import { existsSync, readFileSync } from 'node:fs'
const { PROBE_TEST_STAGE: stage, PROBE_TEST_GO: go, CACHE_PROBE_RUN: path } = process.env
if (stage && path) {
  const { arm, sites } = JSON.parse(readFileSync(path, 'utf8'))
  const [plan] = Object.values(sites)
  const own = plan?.untimed ? 'look' : plan?.arm ?? (arm === 'off' ? 'validation' : arm)
  if (own === stage) {
    console.log('staying (20 ms)')
    const timer = setInterval(() => existsSync(go) && clearInterval(timer), 20)
  }
}
`

function project(addition = ''): string {
  const folder = copyFixture('pure-repeat')
  appendFileSync(join(folder, 'main.js'), addition)
  return folder
}

function argumentsFor(mode: Mode): string[] {
  const options = ['--isolation', mode, '--exhaustive', '--repeats', '3', '--seed', '1', '--timeout', '60']
  return ['run', ...options, '--reporter', 'json', '--verbose', '--', 'node', 'main.js']
}

async function run(mode: Mode, options: CliOptions): Promise<ProbeReport> {
  const { exitCode, stdout, stderr } = await cacheProbe(argumentsFor(mode), options)
  assert.is(exitCode, 0, stderr)
  const report: ProbeReport = JSON.parse(stdout)
  assert.is(report.options.isolation, mode)
  return report
}

/** Each observed run called what it calls, and each cached run began with an empty cache. */
function expectExactCounts({ functions }: ProbeReport): void {
  const { screening, validation } = functions.find(({ id }) => id === CHECKSUM) ?? {}
  assert.equal([screening?.calls, screening?.hits, screening?.misses], [CALLS, CALLS - KEYS, KEYS])
  const { hits = 0, misses = 0 } = validation ?? {}
  assert.ok(misses > KEYS, 'several runs were made with it cached')
  assert.equal([misses % KEYS, hits], [0, (misses / KEYS) * (CALLS - KEYS)])
}

for (const mode of MODES) {
  test(`the driver never loads the owner's modules (${mode})`, async () => {
    const trace = join(temporaryFolder('trace'), 'trace')
    const cwd = project()
    const source = join(cwd, 'src/checksum.js')
    const tracing = `import { appendFileSync } from 'node:fs'\nappendFileSync(${JSON.stringify(trace)}, process.argv[1] + '\\n')\n`
    writeFileSync(source, tracing + readFileSync(source, 'utf8'))
    await run(mode, { cwd })
    const loadedBy = readFileSync(trace, 'utf8').trim().split('\n')
    assert.ok(loadedBy.length > 6)
    assert.equal([...new Set(loadedBy)], [join(cwd, 'main.js')])
  })

  test(`no cache state passes from one run to the next (${mode})`, async () => {
    expectExactCounts(await run(mode, { cwd: project() }))
  })

  test(`node programs beside a cached run call what they call (${mode})`, async () => {
    const folder = temporaryFolder('beside')
    const go = join(folder, 'go')
    const cwd = project(STAYS)
    let counted: number | undefined
    const report = await run(mode, {
      cwd,
      env: { PROBE_TEST_STAGE: 'cached', PROBE_TEST_GO: go },
      onStderr: (text) => {
        if (counted !== undefined || !text.includes('staying')) return
        counted = callsBeside(cwd, join(folder, 'coverage'))
        writeFileSync(go, '')
      },
    })
    assert.is(counted, CALLS)
    expectExactCounts(report)
  })

  // What is observed is a process in both.
  for (const stage of [...(mode === 'subprocess' ? ['observe'] : []), 'time', 'cached', 'validation']) {
    const title = `after kill -9 of the driver in a run of ${stage} no process is left, and nothing is to be restored (${mode})`
    if (canSeeProcesses) test(title, () => killDuring(mode, stage))
    else skip(test, title, 'processes are found through /proc')
  }
}

test('two invocations at once, in one project and with one cache directory, do not see each other', async () => {
  const cwd = project()
  const { env } = privateFolders()
  const reports = await Promise.all(MODES.map((mode) => run(mode, { cwd, env })))
  for (const report of reports) expectExactCounts(report)
})

/** How often a program that is not ours to measure runs `checksum`, as V8 counts it. */
function callsBeside(cwd: string, coverage: string): number | undefined {
  execFileSync(process.execPath, ['main.js'], { cwd, env: { ...cleanEnvironment(), NODE_V8_COVERAGE: coverage } })
  const [file = ''] = readdirSync(coverage)
  const { result } = JSON.parse(readFileSync(join(coverage, file), 'utf8'))
  const functions = result.flatMap((script: { functions: object[] }) => script.functions)
  return functions.find(({ functionName }: { functionName: string }) => functionName === 'checksum')?.ranges[0].count
}

async function killDuring(mode: Mode, stage: string): Promise<void> {
  const cwd = project(STAYS)
  const before = treeOf(cwd)
  const folders = privateFolders()
  const mark = `PROBE_TEST_MARK=${process.pid}-${Math.random()}`
  const [name = '', value = ''] = mark.split('=')
  const env = { ...folders.env, [name]: value, PROBE_TEST_STAGE: stage, PROBE_TEST_GO: 'never' }
  const { signal, stderr } = await cacheProbe(argumentsFor(mode), {
    cwd,
    env,
    onStderr: (text, child) => text.includes('staying') && child.kill('SIGKILL'),
  })
  assert.is(signal, 'SIGKILL', stderr)
  await eventually('the end of all processes', () => processesMarked(mark).length === 0)
  assert.equal(treeOf(cwd), before)
  await expectTidied(cwd, folders)
}

/** The next invocation removes what the killed one could not. */
async function expectTidied(cwd: string, { cache, env }: PrivateFolders): Promise<void> {
  const { exitCode, stderr } = await cacheProbe(['observe', '--', 'node', 'main.js'], { cwd, env })
  assert.is(exitCode, 0, stderr)
  const left = readdirSync(join(cache, 'cache-probe')).filter((entry) => entry.startsWith('session-'))
  assert.equal(left, [])
}

test.run()
