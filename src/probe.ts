/** The straight line: plan -> sites -> screening -> validation -> verdicts -> report. DESIGN §2. */
import { composeObservation, composeReport } from './compose-report.js'
import type { ProbePlan } from './config/plan.js'
import { ProbeError } from './errors.js'
import type { Stage } from './experiment/launch-port.js'
import { observationsOf, observe as observeOnce } from './experiment/observe.js'
import { RunLedger } from './experiment/run-ledger.js'
import { screen } from './experiment/screen.js'
import { validate } from './experiment/validate.js'
import type { Hooks, ProgressEvent } from './hooks.js'
import { createSession, type Session } from './launch/session.js'
import { originalPositions } from './maps/original-position.js'
import type { ObservationReport, ProbeReport } from './report/probe-report.js'
import { runLauncher } from './run-launcher.js'
import { readRunnerProject } from './runner/read-project.js'
import { runnersBehind } from './runner/runners-behind.js'
import type { RunnerProject, Serialisation } from './runner/serialisation.js'
import { serialise } from './runner/serialise.js'
import { builtinSites } from './scan/builtin-sites.js'
import { scanFiles } from './scan/scan-files.js'
import type { Scan } from './scan/scanned-site.js'
import { listTargetFiles } from './scan/target-files.js'
import { SerialRuns } from './serial-runs.js'
import { probedSite } from './verdict/candidate.js'
import { evidenceOf } from './verdict/evidence.js'
import { judge } from './verdict/judge.js'
import { recommendedSet } from './verdict/recommended-set.js'

/**
 * Finds out which functions are worth memoizing; the owner's command runs many times, none of their files is written.
 * @throws {ProbeError} for what the owner can mend; the reason of `hooks.signal` when it aborts.
 */
export async function probe(plan: ProbePlan, hooks: Hooks = {}): Promise<ProbeReport> {
  return inSession(async (session) => {
    const found = await scanAloud(plan, hooks)
    const project = readRunnerProject(plan.cwd, process.env)
    const runner = runnersBehind(plan.command, project)
    const onNotice = (line: string) => hooks.onNotice?.(line)
    const runs = new SerialRuns(runLauncher(plan, found, session, hooks), paceOf(plan, project), onNotice)
    const screening = await screen(plan, found.sites.map(probedSite), runs.launch, progressOf(hooks))
    const validation = await validate(plan, screening.survivors, runs.launch, progressOf(hooks))
    const evidence = evidenceOf(found.sites, screening, validation, runner)
    const verdicts = judge(plan, evidence)
    const recommended = recommendedSet(plan, evidence, verdicts)
    const [{ pace }, originalOf] = [runs, originalPositions(plan.root)]
    return composeReport({ plan, scan: found, screening, validation, verdicts, recommended, runner, pace, originalOf })
  })
}

/** One `observe` run: what repeats, with nothing judged. Throws as {@link probe} does. */
export async function observe(plan: ProbePlan, hooks: Hooks = {}): Promise<ObservationReport> {
  return inSession(async (session) => {
    const found = await scanAloud(plan, hooks)
    const ledger = new RunLedger(runLauncher(plan, found, session, hooks), progressOf(hooks))
    const probed = found.sites.map(probedSite)
    const outcome = await observeOnce(probed, ledger)
    const observations = observationsOf(outcome, probed, plan)
    const originalOf = originalPositions(plan.root)
    const runner = runnersBehind(plan.command, readRunnerProject(plan.cwd, process.env))
    const warnings = ledger.warnings()
    return composeObservation({ plan, scan: found, outcome, observations, warnings, runner, originalOf })
  })
}

/** The sites of the targets, without running anything. */
export async function scan(plan: ProbePlan): Promise<Scan> {
  const files = await listTargetFiles(plan)
  if (files.length === 0 && plan.builtins.length === 0) {
    const globs = plan.include.join(' ')
    throw new ProbeError(
      'no-target-matched',
      `No file matches ${globs} below ${plan.root}. Mend --include or --exclude.`,
    )
  }
  const found = await scanFiles({ root: plan.root, files })
  return { ...found, sites: [...found.sites, ...builtinSites(plan.builtins)] }
}

async function scanAloud(plan: ProbePlan, hooks: Hooks): Promise<Scan> {
  hooks.onProgress?.({ stage: 'scan' })
  const found = await scan(plan)
  if (found.sites.length > 0) return found
  const unread = found.skipped.length > 0 ? ` (${found.skipped.length} could not be parsed)` : ''
  throw new ProbeError(
    'no-site-found',
    `No named function in the ${found.files} target files${unread}. Mend --include.`,
  )
}

/** How timed runs keep the owner's test runner from running files in parallel. */
function paceOf({ command, keepParallel }: ProbePlan, project: RunnerProject): Serialisation {
  const pace = serialise(command, project)
  if (!keepParallel || pace.kind !== 'serialised') return pace
  const { runner } = pace
  return { kind: 'parallel-unknown', runner, why: `keepParallel leaves ${runner} as it is` }
}

async function inSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const session = createSession()
  try {
    return await work(session)
  } finally {
    session.remove()
  }
}

const STAGES: Record<Stage, ProgressEvent['stage']> = {
  observe: 'observe',
  time: 'time',
  cached: 'cached',
  culprits: 'bisect',
  validate: 'validation',
}

function progressOf({ onProgress }: Hooks): (progress: { stage: Stage; label: string }) => void {
  let run = 0
  return ({ stage, label }) => onProgress?.({ stage: STAGES[stage], run: ++run, detail: label })
}
