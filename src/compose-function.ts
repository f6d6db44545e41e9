/** Puts into the report what all stages found out about one function. */
import { droppedAt, type Passage, wasCalled } from './compose-funnel.js'
import { hotSpotReport } from './compose-hot-spots.js'
import { cacheInfo, promisesOf, repeatsOf, screeningReport, sharedCacheOf, unfollowedOf } from './compose-screening.js'
import { validationReport } from './compose-validation.js'
import type { ProbePlan } from './config/plan.js'
import type { SiteObservation } from './experiment/observation.js'
import type { OriginalPosition } from './maps/original-position.js'
import type { Profiled } from './profile/read-profiles.js'
import type { ObservedFunction } from './report/observation-report.js'
import type { FunctionReport, PurityReport } from './report/probe-report.js'
import type { StalenessReport } from './report/screening-report.js'
import type { ScannedSite } from './scan/scanned-site.js'
import { reasonOf } from './verdict/messages.js'
import type { SiteVerdict } from './verdict/site-verdict.js'
import { argsOf } from './verdict/static-impurity.js'

export type OriginalOfSite = (site: ScannedSite) => OriginalPosition | undefined

/** What holds for all functions alike. */
interface Project {
  plan: ProbePlan
  originalOf: OriginalOfSite
  profiled?: Profiled | undefined
}

export function functionReport(
  { plan, originalOf, profiled }: Project,
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

export function observedFunction(
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
