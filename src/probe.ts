/** The straight line: plan -> sites -> screening -> validation -> verdicts -> report. DESIGN §2. */
import { RunArchive } from './archive/run-archive.js'
import { CommandRuns } from './command-runs.js'
import { worthSwitching } from './compose-caches.js'
import { composeCalibration } from './compose-calibration.js'
import { composeObservation, composeReport } from './compose-report.js'
import type { ProbePlan } from './config/plan.js'
import { ProbeError } from './errors.js'
import { spentIn } from './experiment/budget.js'
import { calibrate as calibratePairs } from './experiment/calibrate.js'
import { confirmSet } from './experiment/confirm-set.js'
import { type Stage, unlessRunsEnd } from './experiment/launch-port.js'
import { observationsOf, observe as observeOnce } from './experiment/observe.js'
import { RunLedger } from './experiment/run-ledger.js'
import { screen } from './experiment/screen.js'
import { switchOff } from './experiment/switch-off.js'
import { validate } from './experiment/validate.js'
import { beginExperiment, type Keeping, type OpenExperiment, takeUpExperiment } from './experiments.js'
import type { Hooks, ProgressEvent } from './hooks.js'
import { createSession, type Session } from './launch/session.js'
import { originalPositions } from './maps/original-position.js'
import { timeIn } from './profile/read-profiles.js'
import { keepingRuns, ReplayedRuns, recordedRuns } from './recorded-runs.js'
import type { CalibrationReport } from './report/calibration-report.js'
import type { ObservationReport } from './report/observation-report.js'
import type { ProbeReport } from './report/probe-report.js'
import { type PacedLaunch, runLauncher } from './run-launcher.js'
import { readRunnerProject } from './runner/read-project.js'
import { runnersBehind } from './runner/runners-behind.js'
import type { ScannedSite } from './scan/scanned-site.js'
import { SerialRuns } from './serial-runs.js'
import { paceOf, scanAloud, survey } from './survey.js'
import { probedSite } from './verdict/candidate.js'
import { evidenceOf, withCulprits } from './verdict/evidence.js'
import { judge } from './verdict/judge.js'
import { recommendedSet } from './verdict/recommended-set.js'
import { counted } from './verdict/wording.js'

/**
 * Finds out which functions are worth memoizing; the owner's command runs many times, none of their files is written.
 * Every finished run is kept in a run directory.
 * @throws {ProbeError} for what the owner can mend; the reason of `hooks.signal` when it aborts.
 */
export async function probe(plan: ProbePlan, hooks: Hooks = {}, keeping: Keeping = {}): Promise<ProbeReport> {
  return measure(beginExperiment(plan, await survey(plan, hooks), keeping), hooks)
}

/** Goes on with an experiment that was interrupted, and makes no finished run again. Throws as {@link probe} does. */
export async function resume(runDir: string, plan: ProbePlan, hooks: Hooks = {}): Promise<ProbeReport> {
  const opened = await takeUpExperiment(runDir, plan)
  hooks.onNotice?.(`going on after ${counted(opened.archive.runs, 'finished run')} in ${runDir}`)
  return measure(opened, hooks)
}

/**
 * Analyses anew what is kept in a run directory, and runs nothing: what an interrupted experiment left open, stays so.
 * @throws {ProbeError} `not-a-run-directory`, `nothing-to-report`, or what the experiment itself came to.
 */
export async function report(runDir: string): Promise<ProbeReport> {
  const archive = RunArchive.open(runDir)
  const runs = new ReplayedRuns(archive)
  const analysed = await unlessRunsEnd(experiment({ archive, survey: archive.survey }, runs.launch, {}, runs))
  if (runs.ranOut && (archive.waiting > 0 || archive.ending !== undefined)) throw otherRuns(archive)
  if (analysed === undefined) throw nothingObserved(archive)
  return analysed
}

/** What is not in the run directory is run. */
function measure(opened: OpenExperiment, hooks: Hooks): Promise<ProbeReport> {
  const { archive, survey } = opened
  return inSession((session) =>
    keepingRuns(archive, hooks, () => {
      const live = runLauncher(archive.record.plan, survey.scan, session, hooks)
      return experiment(opened, recordedRuns(archive, live), hooks)
    }),
  )
}

/** The same for the same outcomes of its runs, wherever they come from. */
async function experiment(
  { archive, survey }: OpenExperiment,
  launch: PacedLaunch,
  hooks: Hooks,
  replayed?: ReplayedRuns,
): Promise<ProbeReport> {
  const { plan, environment } = archive.record
  const { scan: found, runner, originals, profiled } = survey
  const runs = new CommandRuns(plan, survey, launch, (line) => hooks.onNotice?.(line))
  const progress = progressOf(hooks)
  const probed = found.sites.map((site) => probedSite(site, timeIn(profiled, site.id)))
  const screening = runs.counted(await screen(plan, probed, runs.launch, progress))
  const { launch: aimed, ...aim } = await runs.aim(screening, progress)
  runs.forewarn(aim)
  const options = { ...plan, commandShare: aim.targeted?.share }
  const validation = await validate(options, aim.screening, aimed, progress)
  const evidence = evidenceOf(found.sites, screening, validation, runner)
  const drawn = judge(plan, evidence)
  const { ids, leftOut } = recommendedSet(plan, evidence, drawn)
  const confirmation = await confirmSet(options, ids, aim.screening, validation, aimed, progress)
  const { culprits } = confirmation
  const verdicts = culprits.length === 0 ? drawn : judge(plan, withCulprits(evidence, culprits))
  const spent = spentIn(aim.screening, validation, confirmation)
  const worthwhile = plan.ownCaches ? worthSwitching({ plan, scan: found, screening }) : []
  const switchedOff = await switchOff(plan, worthwhile, spent, runs.launch, progress)
  const recommended = { ...confirmation, leftOut }
  const { pace, isolation } = runs
  const settled = { ...aim, validation, verdicts, recommended, switchedOff }
  const stages = { plan, scan: found, ...settled, runner, pace, isolation, profiled }
  const originalOf = ({ id }: ScannedSite) => originals[id]
  const kept = { runDirectory: archive.dir, ...(replayed?.ranOut && { interruptedAfter: archive.runs }) }
  return composeReport({ ...stages, originalOf, environment, ...kept })
}

/** One `observe` run: what repeats, with nothing judged. Throws as {@link probe} does. */
export async function observe(plan: ProbePlan, hooks: Hooks = {}): Promise<ObservationReport> {
  return inSession(async (session) => {
    const found = await scanAloud(plan, hooks)
    const ledger = new RunLedger(runLauncher(plan, found, session, hooks), progressOf(hooks))
    const probed = found.sites.map((site) => probedSite(site))
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
  target: 'targeting',
  validate: 'validation',
  calibrate: 'calibration',
  caches: 'caches',
}

function progressOf({ onProgress }: Hooks): (progress: { stage: Stage; label: string }) => void {
  let run = 0
  return ({ stage, label }) => onProgress?.({ stage: STAGES[stage], run: ++run, detail: label })
}

function nothingObserved({ dir, runs }: RunArchive): ProbeError {
  const line = `${dir} holds ${counted(runs, 'finished run')}, too few to tell anything: cache-probe run --resume ${dir} goes on.`
  return new ProbeError('nothing-to-report', line)
}

function otherRuns({ dir, record: { tool }, damaged: [damaged] }: RunArchive): ProbeError {
  const why = damaged
    ? `is damaged: ${damaged} cannot be read, and without it the other runs are none of an experiment. Start anew: cache-probe run.`
    : `was measured by cache-probe ${tool.version}, which asked for other runs than this version: use that one.`
  return new ProbeError('not-a-run-directory', `${dir} ${why}`)
}
