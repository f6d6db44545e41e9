/** One run of a row's command, without cache-probe or under one arm of it, and what can be compared of it. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { loadPlan } from '../../src/config/load-plan.js'
import { withLocalPrograms } from '../../src/launch/child-environment.js'
import type { RunEnd, RunOutcome } from '../../src/launch/run-outcome.js'
import { createSession } from '../../src/launch/session.js'
import { type RunPace, runLauncher } from '../../src/run-launcher.js'
import { readRunnerProject } from '../../src/runner/read-project.js'
import { howFilesRun } from '../../src/runner/target.js'
import { scan } from '../../src/survey.js'
import type { Counts, MatrixArm } from './expected-counts.js'
import type { Row } from './row.js'

/** What the owner sees of a run: with and without cache-probe it must be the same. */
export interface Visible {
  /** Exit code, or what else ended the command. */
  end: string
  output: string
  coverage: unknown
}

export interface ArmRun extends Visible {
  counts: Map<string, Counts>
  faults: string[]
  /** Node programs that were told to run without the probe. */
  uncounted: number
  /** Targets that were evaluated past every door. */
  unseen: string[]
  /** The test files that call each site, as far as that was seen. */
  files: Map<string, string[]>
}

const TIMEOUT_SECONDS = 240

export function runBare(row: Row, cwd: string): Visible {
  const [program = '', ...args] = row.command
  // Both streams into one, as cache-probe captures them.
  const quoted = [program, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  const env = withLocalPrograms(process.env, cwd)
  const result = spawnSync(`exec ${quoted} 2>&1`, { cwd, env, shell: true, timeout: TIMEOUT_SECONDS * 1000 })
  const end = result.error ? result.error.message : `exit ${result.status ?? result.signal}`
  return { end, output: String(result.stdout), coverage: takeCoverage(row, cwd) }
}

/** @param pace runs another command than the row's. */
export async function runArm(row: Row, cwd: string, arm: MatrixArm, pace?: RunPace): Promise<ArmRun> {
  const flags = { include: ['**/src/**'], timeoutSeconds: String(TIMEOUT_SECONDS) }
  const plan = await loadPlan({ cwd, flags, env: {}, command: row.command })
  const session = createSession()
  const printed: Buffer[] = []
  try {
    const launch = runLauncher(plan, await scan(plan), session, { onOutput: (chunk) => printed.push(chunk) })
    const callers = arm === 'observe' && howFilesRun(row.command, readRunnerProject(cwd, process.env)) === 'together'
    const outcome = await launch({ arm, sites: {}, timed: false, label: arm, ...(callers && { callers }) }, pace)
    const sites = [...outcome.sites.values()].filter(({ counters }) => counters.calls > 0)
    return {
      end: describeEnd(outcome.end),
      output: String(Buffer.concat(printed)),
      coverage: takeCoverage(row, cwd),
      counts: new Map(
        sites.map(({ id, counters: { calls, hits, misses } }) => [id, { calls, hits, misses }] as [string, Counts]),
      ),
      faults: outcome.faults,
      uncounted: uncountedIn(outcome),
      unseen: outcome.skipped.flatMap(({ file, reason }) => (reason === 'not-instrumented' ? [file] : [])),
      files: new Map(sites.map(({ id, callers, mains }) => [id, callers ?? mains ?? []] as [string, string[]])),
    }
  } finally {
    session.remove()
  }
}

function uncountedIn({ warnings }: RunOutcome): number {
  const lost = warnings.filter(({ code }) => code === 'uninstrumented-children')
  return lost.reduce((sum, { args: { times } }) => sum + (typeof times === 'number' ? times : 1), 0)
}

function describeEnd(end: RunEnd): string {
  switch (end.kind) {
    case 'exited':
      return `exit ${end.code}`
    case 'signalled':
      return `exit ${end.signal}`
    case 'timed-out':
      return `still running after ${end.afterSeconds} s`
  }
}

/** The report is removed: each run has to write its own. */
function takeCoverage({ coverage }: Row, cwd: string): unknown {
  if (coverage === undefined) return undefined
  const path = join(cwd, coverage)
  if (!existsSync(path)) return 'none was written'
  const report = JSON.parse(readFileSync(path, 'utf8'))
  rmSync(path)
  return report
}
