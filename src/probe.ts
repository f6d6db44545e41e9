/** The straight line: plan -> sites -> screening -> validation -> verdicts -> report. DESIGN §2. */
import { composeCalibration } from './compose-calibration.js'
import { composeObservation, composeReport } from './compose-report.js'
import type { ProbePlan } from './config/plan.js'
import { calibrate as calibratePairs } from './experiment/calibrate.js'
import { WatchedRuns } from './experiment/forecast.js'
import type { Stage } from './experiment/launch-port.js'
import { observationsOf, observe as observeOnce } from './experiment/observe.js'
import { RunLedger } from './experiment/run-ledger.js'
import { screen } from './experiment/screen.js'
import { validate } from './experiment/validate.js'
import { forewarning } from './forewarning.js'
import type { Hooks, ProgressEvent } from './hooks.js'
import { createSession, type Session } from './launch/session.js'
import { originalPositions } from './maps/original-position.js'
import type { CalibrationReport, ObservationReport, ProbeReport } from './report/probe-report.js'
import { runLauncher } from './run-launcher.js'
import { readRunnerProject } from './runner/read-project.js'
import { runnersBehind } from './runner/runners-behind.js'
import { SerialRuns } from './serial-runs.js'
import { paceOf, scanAloud } from './survey.js'
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
    const watched = new WatchedRuns(runs.launch)
    const screening = await screen(plan, found.sites.map(probedSite), watched.launch, progressOf(hooks))
    const warning = forewarning(watched.forecast(screening.survivors.length, plan), plan.speedupThreshold)
    if (warning !== undefined) onNotice(warning)
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

/** Pairs of runs that do not differ: how much noise there is. Throws as {@link probe} does. */
export async function calibrate(plan: ProbePlan, hooks: Hooks = {}): Promise<CalibrationReport> {
  return inSession(async (session) => {
    const found = await scanAloud(plan, hooks)
    const pace = paceOf(plan, readRunnerProject(plan.cwd, process.env))
    const runs = new SerialRuns(runLauncher(plan, found, session, hooks), pace, (line) => hooks.onNotice?.(line))
    const calibration = await calibratePairs(plan, plan.calibrationPairs, new RunLedger(runs.launch, progressOf(hooks)))
    return composeCalibration(plan, calibration, runs.pace)
  })
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
  calibrate: 'calibration',
}

function progressOf({ onProgress }: Hooks): (progress: { stage: Stage; label: string }) => void {
  let run = 0
  return ({ stage, label }) => onProgress?.({ stage: STAGES[stage], run: ++run, detail: label })
}
