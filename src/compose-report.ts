/** Puts what every stage found into the report; decides nothing. */
import type { RunEnvironment } from './archive/experiment-record.js'
import { existingCaches } from './compose-caches.js'
import { functionReport, type OriginalOfSite, observedFunction } from './compose-function.js'
import { droppedAt, funnelOf, wasCalled } from './compose-funnel.js'
import { paceOptions, reportHead } from './compose-head.js'
import { profileReports, profileWarnings } from './compose-hot-spots.js'
import { type Recommendation, recommendedSetReport, runsReport } from './compose-validation.js'
import { interruption, runWarnings, warningsOf } from './compose-warnings.js'
import type { ProbePlan } from './config/plan.js'
import { thisEnvironment } from './environment.js'
import type { SiteObservation } from './experiment/observation.js'
import type { ExperimentWarning } from './experiment/run-ledger.js'
import type { Screening } from './experiment/screening.js'
import type { SwitchedOff } from './experiment/switch-off.js'
import type { Validation } from './experiment/validate.js'
import type { Isolation } from './isolated-runs.js'
import type { RunOutcome } from './launch/run-outcome.js'
import type { Profiled } from './profile/read-profiles.js'
import type { ObservationReport } from './report/observation-report.js'
import type { ProbeReport } from './report/probe-report.js'
import type { Serialisation } from './runner/serialisation.js'
import type { Scan, ScannedSite } from './scan/scanned-site.js'
import type { TargetedFiles } from './targeted-runs.js'
import type { SiteVerdict } from './verdict/site-verdict.js'
import { unseenWarnings } from './verdict/unseen.js'

/** What `cache-probe run` found, stage by stage. */
export interface ProbeFindings {
  plan: ProbePlan
  scan: Scan
  screening: Screening
  validation: Validation
  verdicts: SiteVerdict[]
  /** The functions to cache together, as measured. */
  recommended: Recommendation
  /** What the command did without the caches that it has already. */
  switchedOff: SwitchedOff
  /** The test runners behind the command, with their versions. */
  runner: string | undefined
  pace: Serialisation
  isolation: Isolation
  /** Absent: validation ran the whole command. */
  targeted?: TargetedFiles | undefined
  originalOf: OriginalOfSite
  /** Absent: no profile was given. */
  profiled?: Profiled | undefined
  /** Where the runs were made. */
  environment: RunEnvironment
  /** Absolute; where every run's numbers are kept. */
  runDirectory: string
  /** Finished runs of an experiment that was not carried to its end. */
  interruptedAfter?: number
}

/** What `cache-probe observe` found. */
export interface ObserveFindings {
  plan: ProbePlan
  scan: Scan
  outcome: RunOutcome
  observations: ReadonlyMap<string, SiteObservation>
  warnings: ExperimentWarning[]
  runner: string | undefined
  originalOf: OriginalOfSite
}

export function composeReport(findings: ProbeFindings): ProbeReport {
  const { plan, scan, screening, validation, verdicts, recommended, switchedOff, runner, pace, isolation, targeted } =
    findings
  const { observations, skipped, cpuSource } = screening
  const effects = new Map(validation.effects.map((effect) => [effect.id, effect]))
  const sites = new Map(scan.sites.map((site) => [site.id, site]))
  const functions = verdicts.map((verdict) => {
    const { id } = verdict
    const site = sites.get(id) as ScannedSite
    return functionReport(findings, { site, observation: observations.get(id), effect: effects.get(id), verdict })
  })
  const faults = [...screening.faults, ...validation.faults, ...recommended.faults, ...switchedOff.faults]
  const unseen = unseenWarnings({ sites: scan.sites, observations, skipped, runner })
  const interrupted = interruption(findings.interruptedAfter)
  const measured = [...screening.warnings, ...validation.warnings, ...recommended.warnings, ...switchedOff.warnings]
  const warnings = [
    ...interrupted,
    ...profileWarnings(findings.profiled),
    ...unseen,
    ...runWarnings(findings),
    ...measured,
  ]
  return {
    ...reportHead({ ...plan, ...isolationOptions(isolation), ...paceOptions(pace), ...(targeted && { targeted }) }),
    environment: { ...findings.environment, ...cpuSourceOf(cpuSource, isolation) },
    funnel: funnelOf(functions.map(({ dropped }) => dropped)),
    functions,
    existingCaches: existingCaches(findings),
    ...(recommended.ids.length > 0 && { recommendedSet: recommendedSetReport(recommended) }),
    warnings: warningsOf(scan, skipped, warnings, faults),
    ...profileReports(findings.profiled),
    runs: runsReport(screening, validation, recommended, switchedOff),
    runDirectory: findings.runDirectory,
  }
}

export function composeObservation(findings: ObserveFindings): ObservationReport {
  const { plan, scan, outcome, observations, runner, originalOf } = findings
  const { skipped, faults } = outcome
  const unseen = unseenWarnings({ sites: scan.sites, observations, skipped, runner })
  const dropped = scan.sites.map((site) => droppedAt({ site, observation: observations.get(site.id) }))
  const { validated, applied, ...funnel } = funnelOf(dropped)
  return {
    ...reportHead({ ...plan, isolation: 'subprocess' }),
    environment: thisEnvironment(),
    funnel,
    functions: scan.sites.flatMap((site) => {
      const observation = observations.get(site.id)
      return wasCalled(observation) ? [observedFunction(site, observation, originalOf)] : []
    }),
    warnings: warningsOf(scan, skipped, [...unseen, ...findings.warnings], faults),
  }
}

function isolationOptions({ kind, why }: Isolation) {
  return { isolation: kind, ...(why !== undefined && { isolationReason: why }) }
}

/** The first run is a process always. */
function cpuSourceOf(ofFirst: RunOutcome['cpuSource'], { kind }: Isolation) {
  const cpuSource = kind === 'inprocess' ? 'host' : ofFirst
  return cpuSource && { cpuSource }
}
