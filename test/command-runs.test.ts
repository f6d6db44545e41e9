/** All runs of the command count, whoever asks for them, and what is foretold is what they leave of the budget. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Survey } from '../src/archive/experiment-record.js'
import { CommandRuns } from '../src/command-runs.js'
import type { ProbePlan } from '../src/config/plan.js'
import type { LaunchRequest } from '../src/experiment/launch-port.js'
import type { Screening } from '../src/experiment/screening.js'
import type { RunOutcome } from '../src/launch/run-outcome.js'

const PLAN = {
  command: ['node', 'main.js'],
  isolation: 'auto',
  repeats: 3,
  speedupThreshold: 0.05,
  alpha: 0.05,
  budgetRuns: 60,
  budgetSeconds: 3600,
} as ProbePlan

const SURVEY = {
  script: { kind: 'script', program: 'node', flags: [], path: '/x/main.js', args: [] },
  pace: { kind: 'unneeded' },
  project: {},
} as unknown as Survey

const SCREENING = { survivors: [{ id: 'a.js#f' }], runs: 2, seconds: 20 } as unknown as Screening

/** An observed run and a timed one, of 20 s each; what was said, and what screening has taken. */
async function screened(plan: Partial<ProbePlan> = {}) {
  const [requests, notices]: [LaunchRequest[], string[]] = [[], []]
  const outcome = {
    end: { kind: 'exited', code: 0 },
    wallMs: 20_000,
    sites: new Map(),
    conduct: { threads: 0, programs: 0, cutShort: 0, zonesSet: 0 },
    instrumentedProcesses: 1,
    faults: [],
    surroundings: { tookMs: 20_000, othersShare: 0, otherSessions: 0 },
  } as unknown as RunOutcome
  const launch = async (request: LaunchRequest) => {
    requests.push(request)
    return request.arm === 'observe' ? { ...outcome, wallMs: 1000 } : outcome
  }
  const runs = new CommandRuns({ ...PLAN, ...plan }, SURVEY, launch, (line) => notices.push(line))
  await runs.launch({ arm: 'observe', sites: {}, timed: false, label: 'observe' })
  await runs.launch({ arm: 'off', sites: {}, timed: true, label: 'time 1' })
  return { runs, requests, notices }
}

test('the two runs by which auto decides are counted, and taken off the budget', async () => {
  const { runs, requests } = await screened()
  assert.equal(
    requests.map(({ label }) => label),
    ['observe', 'isolation', 'isolation', 'time 1'],
  )
  const { survivors, ...spent } = runs.counted(SCREENING)
  assert.equal(spent, { runs: 4, seconds: 61 })
})

test('the forecast is of what screening has left, in runs and in seconds', async () => {
  const foretold = async (plan: Partial<ProbePlan>, spent: Partial<Screening>) => {
    const { runs, notices } = await screened({ isolation: 'subprocess', ...plan })
    runs.forewarn({ screening: { ...SCREENING, ...spent } })
    return notices.map((line) => / at most (\d+) runs/.exec(line)?.[1])
  }
  assert.equal(await foretold({ budgetRuns: 200 }, { runs: 2 }), ['96'])
  assert.equal(await foretold({ budgetRuns: 220 }, { runs: 150, seconds: 1500 }), ['60'])
  assert.equal(await foretold({ budgetRuns: 200, budgetSeconds: 1500 }, { runs: 10, seconds: 300 }), ['36'])
})

test.run()
