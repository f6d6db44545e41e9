import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { LaunchRequest } from '../src/experiment/launch-port.js'
import type { RunEnd, RunOutcome } from '../src/launch/run-outcome.js'
import type { RunPace } from '../src/run-launcher.js'
import type { Serialisation } from '../src/runner/serialisation.js'
import { SerialRuns } from '../src/serial-runs.js'

const PACE: Serialisation = {
  kind: 'serialised',
  runner: 'jest',
  flag: '--runInBand',
  command: ['jest', '--runInBand'],
  env: {},
}

const passed: RunEnd = { kind: 'exited', code: 0 }
const refused: RunEnd = { kind: 'exited', code: 1 }

interface Asked {
  runs: SerialRuns
  /** `serial` or `as is`, for each run in its order. */
  asked: string[]
  notices: string[]
}

/** A command of which each run ends as the next of `ends` says. */
function commandThat(ends: RunEnd[], pace: Serialisation = PACE, outputTail = ''): Asked {
  const [asked, notices]: string[][] = [[], []]
  const run = async (_request: LaunchRequest, given?: RunPace) => {
    asked?.push(given ? 'serial' : 'as is')
    return { end: ends.shift() ?? passed, outputTail, runId: String(asked?.length) } as RunOutcome
  }
  const runs = new SerialRuns(run, pace, (line) => notices?.push(line))
  return { runs, asked: asked ?? [], notices: notices ?? [] }
}

const TIMED: LaunchRequest = { arm: 'off', sites: {}, timed: true, label: 'time 1' }
const OBSERVED: LaunchRequest = { ...TIMED, arm: 'observe', timed: false }

test('runs whose times are compared are serial, and no others', async () => {
  const { runs, asked, notices } = commandThat([])
  for (const request of [OBSERVED, TIMED, TIMED, OBSERVED]) await runs.launch(request)
  assert.equal(asked, ['as is', 'serial', 'serial', 'as is'])
  assert.is(runs.pace, PACE)
  assert.equal(notices, ['timed runs: jest one file at a time (--runInBand)'])
})

test('a command that fails only when it is told to be serial goes on as it stands, and the reason is kept', async () => {
  const output = 'Usage: jest\n\n  Unrecognized option "runInBand".\nnpm error Lifecycle script failed\n'
  const { runs, asked, notices } = commandThat([refused], PACE, output)
  const outcome = await runs.launch(TIMED)
  assert.is(outcome.runId, '2')
  await runs.launch(TIMED)
  assert.equal(asked, ['serial', 'as is', 'as is'])
  assert.equal(runs.pace, {
    kind: 'parallel-unknown',
    runner: 'jest',
    why: 'with --runInBand jest ended with exit code 1, and passes without: Usage: jest / Unrecognized option "runInBand".',
  })
  assert.is(notices[1], 'timed runs: jest as it stands, since it failed with --runInBand')
})

test('a command that takes too long when it is serial goes on as it stands', async () => {
  const { runs, asked } = commandThat([{ kind: 'timed-out', afterSeconds: 300 }])
  await runs.launch(TIMED)
  assert.equal(asked, ['serial', 'as is'])
  const { pace } = runs
  assert.is(
    pace.kind === 'parallel-unknown' && pace.why,
    'with --runInBand jest was still running after 300 s, and passes without',
  )
})

test('a command that fails either way is not told otherwise, and its failure is what is reported', async () => {
  const { runs, asked } = commandThat([refused, refused, passed, refused])
  assert.is((await runs.launch(TIMED)).runId, '1')
  await runs.launch(TIMED)
  assert.is((await runs.launch(TIMED)).runId, '4')
  assert.equal(asked, ['serial', 'as is', 'serial', 'serial'])
  assert.is(runs.pace, PACE)
})

test('a command that need not or cannot be told runs as it stands', async () => {
  for (const pace of [{ kind: 'serial-anyway' }, { kind: 'parallel-unknown', why: 'nobody knows' }] as const) {
    const { runs, asked, notices } = commandThat([refused], pace)
    await runs.launch(TIMED)
    assert.equal([asked, notices], [['as is'], []])
  }
})

test('long output is quoted from its end', async () => {
  const { runs } = commandThat([refused], PACE, `${'x'.repeat(900)}end`)
  await runs.launch(TIMED)
  const { pace } = runs
  assert.match(pace.kind === 'parallel-unknown' ? pace.why : '', /passes without: …x{397}end$/)
})

test.run()
