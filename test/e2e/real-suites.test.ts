/** The suites that real packages publish must come to the same with their own sources wrapped, to the last assertion. */
import { cpSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { loadPlan } from '../../src/config/load-plan.js'
import type { RunOutcome } from '../../src/launch/run-outcome.js'
import { createSession } from '../../src/launch/session.js'
import { scan } from '../../src/probe.js'
import { runLauncher } from '../../src/run-launcher.js'
import type { Arm } from '../../src/wire/run-config.js'
import { installedPackages } from '../matrix/runner-project.js'
import { temporaryFolder } from './temporary-folder.js'

interface Suite {
  name: string
  kind: string
  command: string[]
  include: string[]
  /** What the runner says of the tests or assertions that passed, and how many they are. */
  passing: RegExp
  passed: number
  /** Functions of the package that its suite calls, where they are counted. */
  called: number
}

/**
 * In one process: in two hundred of them they take a minute. Left out: two that do not pass beside the others, with or
 * without us, and one that holds times against a limit.
 */
const LOAD_ALL = `for (const path of fs.readdirSync('test', { recursive: true }))
  if (/(?<!methods|shorthands|url-sanitizer)[.]test[.]js$/.test(path)) require('./test/' + path)`

const SUITES: Suite[] = [
  {
    name: 'qs',
    kind: 'CommonJS, tape',
    command: ['tape', 'test/**/*.js'],
    include: ['lib/**'],
    passing: /^# pass +(\d+)$/m,
    passed: 872,
    called: 34,
  },
  {
    name: 'cborg',
    kind: 'ES modules, mocha 10',
    // What is left out has a time limit of its own, which observing on a busy machine exceeds.
    command: ['mocha', '--timeout', '60000', '--ignore', 'test/test-fuzz.js', 'test/test-*.js'],
    include: ['cborg.js', 'lib/**'],
    passing: /^ {2}(\d+) passing/m,
    passed: 758,
    called: 195,
  },
  {
    name: 'find-my-way',
    kind: 'classes in CommonJS, node:test',
    command: ['node', '-e', LOAD_ALL],
    include: ['index.js', 'lib/**'],
    passing: /^(?:#|ℹ) pass (\d+)$/m,
    passed: 459,
    called: 126,
  },
]

/** The package as it was published, in a folder of its own. */
function copyOf(name: string): string {
  const folder = join(temporaryFolder('suite'), name)
  const packages = installedPackages('real-suites') as string
  cpSync(join(packages, name), folder, { recursive: true })
  symlinkSync(packages, join(folder, 'node_modules'))
  return folder
}

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
    const cwd = copyOf(suite.name)
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
