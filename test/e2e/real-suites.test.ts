/** The suites that real packages publish must come to the same with their own sources wrapped, to the last assertion. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { loadPlan } from '../../src/config/load-plan.js'
import type { RunOutcome } from '../../src/launch/run-outcome.js'
import { createSession } from '../../src/launch/session.js'
import { runLauncher } from '../../src/run-launcher.js'
import { scan } from '../../src/survey.js'
import type { Arm } from '../../src/wire/run-config.js'
import { CBORG, FIND_MY_WAY, type PublishedSuite, QS, suiteFolder } from './published-suites.js'

interface Suite extends PublishedSuite {
  /** What the runner says of the tests or assertions that passed, and how many they are. */
  passing: RegExp
  passed: number
  /** Functions of the package that its suite calls, where they are counted. */
  called: number
}

const SUITES: Suite[] = [
  { ...QS, passing: /^# pass +(\d+)$/m, passed: 872, called: 34 },
  { ...CBORG, passing: /^ {2}(\d+) passing/m, passed: 758, called: 195 },
  { ...FIND_MY_WAY, passing: /^(?:#|ℹ) pass (\d+)$/m, passed: 459, called: 126 },
]

async function run({ command, include }: Suite, cwd: string, arm: Arm) {
  const plan = await loadPlan({ cwd, flags: { include }, env: {}, command })
  const session = createSession()
  const printed: Buffer[] = []
  try {
    const launch = runLauncher(plan, await scan(plan), session, { onOutput: (chunk) => printed.push(chunk) })
    const outcome = await launch({ arm, sites: {}, timed: false, label: arm })
    return { outcome, output: String(Buffer.concat(printed)) }
  } finally {
    session.remove()
  }
}

/** How many of the package's own functions the suite called; -1: none of its sources was wrapped. */
function calledSites({ sites }: RunOutcome): number {
  return sites.size === 0 ? -1 : [...sites.values()].filter(({ counters }) => counters.calls > 0).length
}

for (const suite of SUITES) {
  test(`${suite.name} (${suite.kind}) passes its own suite, off and observed`, async () => {
    const cwd = suiteFolder(suite)
    const runs = (['off', 'observe'] as const).map(async (arm) => {
      const { outcome, output } = await run(suite, cwd, arm)
      assert.equal(outcome.end, { kind: 'exited', code: 0 }, `${arm}: ${output.slice(-2000)}`)
      assert.is(Number(suite.passing.exec(output)?.[1]), suite.passed, `${arm}: ${output.slice(-500)}`)
      assert.equal(outcome.faults, [])
      assert.is(calledSites(outcome), arm === 'off' ? 0 : suite.called, arm)
    })
    await Promise.all(runs)
  })
}

test.run()
