/** Puts what every stage found into the report; decides nothing. */
import type { RunEnvironment } from './archive/experiment-record.js'
import { existingCaches } from './compose-caches.js'
import { droppedAt, funnelOf, type Passage, wasCalled } from './compose-funnel.js'
import { hotSpotReport, profileReports, profileWarnings } from './compose-hot-spots.js'
import { cacheInfo, promisesOf, repeatsOf, screeningReport, sharedCacheOf, unfollowedOf } from './compose-screening.js'
import { type Recommendation, recommendedSetReport, runsReport, validationReport } from './compose-validation.js'
import type { ProbePlan } from './config/plan.js'
import { thisEnvironment } from './environment.js'
import type { SiteObservation } from './experiment/observation.js'
import type { ExperimentWarning } from './experiment/run-ledger.js'
import type { Screening } from './experiment/screening.js'
import type { SwitchedOff } from './experiment/switch-off.js'
import type { Validation } from './experiment/validate.js'
import type { Isolation } from './isolated-runs.js'
import type { RunOutcome } from './launch/run-outcome.js'
import type { OriginalPosition } from './maps/original-position.js'
import type { Profiled } from './profile/read-profiles.js'
import {
  type FunctionReport,
  type ObservationReport,
  type ObservedFunction,
  type ProbeReport,
  type PurityReport,
  SCHEMA_VERSION,
  type StalenessReport,
} from './report/probe-report.js'
import type { Serialisation } from './runner/serialisation.js'
import type { Scan, ScannedSite, SkippedFile } from './scan/scanned-site.js'
import type { TargetedFiles } from './targeted-runs.js'
import { TOOL_NAME, toolVersion } from './tool.js'
import { reasonOf, renderWarning } from './verdict/messages.js'
import type { Reason, SiteVerdict } from './verdict/site-verdict.js'
import { argsOf } from './verdict/static-impurity.js'
import { unseenWarnings } from './verdict/unseen.js'
import type { SkippedLine } from './wire/record.js'

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

type OriginalOfSite = (site: ScannedSite) => OriginalPosition | undefined

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
  const ways = [...paceWarnings(pace), ...isolationWarnings(isolation), ...duetWarnings(findings)]
  const measured = [...screening.warnings, ...validation.warnings, ...recommended.warnings, ...switchedOff.warnings]
  const warnings = [...interrupted, ...profileWarnings(findings.profiled), ...unseen, ...ways, ...measured]
  return {
    schemaVersion: SCHEMA_VERSION,
    ...provenance({ ...plan, ...isolationOptions(isolation), ...paceOptions(pace), ...(targeted && { targeted }) }),
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
    schemaVersion: SCHEMA_VERSION,
    ...provenance({ ...plan, isolation: 'subprocess' }),
    environment: thisEnvironment(),
    funnel,
    functions: scan.sites.flatMap((site) => {
      const observation = observations.get(site.id)
      return wasCalled(observation) ? [observedFunction(site, observation, originalOf)] : []
    }),
    warnings: warningsOf(scan, skipped, [...unseen, ...findings.warnings], faults),
  }
}

export function provenance({
  command,
  root,
  cwd,
  profile,
  reporters,
  verbose,
  calibrationPairs,
  ...options
}: ProbePlan) {
  return { tool: { name: TOOL_NAME, version: toolVersion() }, command, options }
}

function flagOf({ runner, flag }: Extract<Serialisation, { kind: 'serialised' }>) {
  return { runner, flag }
}

export function paceWarnings(pace: Serialisation): ExperimentWarning[] {
  if (pace.kind !== 'parallel-unknown') return []
  const { runner, why } = pace
  return [{ code: 'parallel-runner', args: { ...(runner && { runner }), why } }]
}

function interruption(runs: number | undefined): ExperimentWarning[] {
  return runs === undefined ? [] : [{ code: 'interrupted', args: { runs } }]
}

export function paceOptions(pace: Serialisation) {
  return pace.kind === 'serialised' && { serialised: flagOf(pace) }
}

function isolationOptions({ kind, why }: Isolation) {
  return { isolation: kind, ...(why !== undefined && { isolationReason: why }) }
}

/** The first run is a process always. */
function cpuSourceOf(ofFirst: RunOutcome['cpuSource'], { kind }: Isolation) {
  const cpuSource = kind === 'inprocess' ? 'host' : ofFirst
  return cpuSource && { cpuSource }
}

/** Both runs of a pair must find a processor free, or each is measured by the other. */
function duetWarnings({ plan, pace, environment }: ProbeFindings): ExperimentWarning[] {
  const reasons = [
    ...(environment.cpus < 2 ? ['there is one processor only'] : []),
    ...(pace.kind === 'parallel-unknown' ? ['test files may run in parallel'] : []),
  ]
  return plan.duet ? reasons.map((why) => ({ code: 'duet-unsound', args: { why } })) : []
}

function isolationWarnings({ kind }: Isolation): ExperimentWarning[] {
  return kind === 'inprocess' ? [{ code: 'inprocess', args: {} }] : []
}

function functionReport(
  { plan, originalOf, profiled }: ProbeFindings,
  passage: Passage & { verdict: SiteVerdict },
): FunctionReport {
  const { site, observation, effect } = passage
  const { verdict, reasons, cautions, alternatives } = passage.verdict
  const dropped = droppedAt(passage)
  return {
    ...place(site),
    ...(wasCalled(observation) && originally(site, originalOf)),
    kind: site.kind,
    exported: site.exportedAs.length > 0,
    async: site.async,
    ...(observation && { wrap: observation.wrap }),
    purity: purityReport(site, observation),
    ...hotSpotReport(plan, site, observation, profiled),
    ...(observation && { screening: screeningReport(plan, site, observation) }),
    ...(effect && { validation: validationReport(effect) }),
    verdict,
    reasons,
    cautions,
    alternatives,
    ...(dropped && { dropped }),
  }
}

function place({ id, file, name, line, column }: ScannedSite) {
  return { id, file, name, line, column }
}

function originally(site: ScannedSite, originalOf: OriginalOfSite) {
  const original = originalOf(site)
  return original && { original }
}

function purityReport({ purity }: ScannedSite, observation: SiteObservation | undefined): PurityReport {
  const reasons = purity.reasons.map((reason) => {
    const { code, line, path } = reason
    const { message } = reasonOf({ code, args: argsOf(reason) })
    return { code, line, message, ...(path && { path }) }
  })
  const said = { static: purity.verdict, reasons, ...(purity.returns && { returns: purity.returns }) }
  if (observation === undefined) return said
  const { checked, mismatches } = observation.counters
  const [counterexample] = observation.counterexamples
  return {
    ...said,
    runtime: { checked, mismatches, ...(counterexample && { counterexample }), ...stalenessOf(observation) },
  }
}

/** Of the key by identity: where another key was right, nothing is stale. */
function stalenessOf({ staleness, counters }: SiteObservation): { staleness?: StalenessReport } {
  if (staleness === undefined || counters.mismatches === 0) return {}
  const { after, unexplained: _, restless: __, ...ages } = staleness
  const places = Object.entries(after).map(([place, changes]) => ({ place, changes }))
  return { staleness: { ...ages, agreed: counters.checked - counters.mismatches, after: places } }
}

function observedFunction(
  site: ScannedSite,
  observation: SiteObservation,
  originalOf: OriginalOfSite,
): ObservedFunction {
  const { wrap, counters, counterexamples } = observation
  const [counterexample] = counterexamples
  const { calls, mismatches } = counters
  return {
    ...place(site),
    ...originally(site, originalOf),
    wrap,
    calls,
    ...unfollowedOf(counters),
    ...cacheInfo(counters),
    mismatches,
    ...(counterexample && { counterexample }),
    ...stalenessOf(observation),
    ...promisesOf(counters),
    ...repeatsOf(observation),
    ...sharedCacheOf(site, observation),
  }
}

function warningsOf(scan: Scan, met: SkippedLine[], warnings: ExperimentWarning[], faults: string[]): Reason[] {
  const skipped = scan.skipped.map((file) => ({
    code: 'file-skipped',
    args: { file: placeOf(file), why: file.message },
  }))
  const known = new Set(scan.skipped.map(({ file }) => file))
  const metOnly = met
    .filter(({ file, reason }) => reason !== 'not-instrumented' && !known.has(file))
    .map(({ file, detail }) => ({ code: 'file-skipped', args: { file, why: detail } }))
  const broken = faults.map((message) => ({ code: 'loader-fault', args: { message } }))
  return [...warnings, ...skipped, ...metOnly, ...broken].map(renderWarning)
}

function placeOf({ file, line, column }: SkippedFile): string {
  return line === undefined ? file : `${file}:${line}:${column}`
}
