/** Puts into the report what screening found out about one function: how it repeats, and which keys were tried. */
import type { ProbePlan } from './config/plan.js'
import type { TriedKey } from './experiment/key-choice.js'
import type { SiteObservation } from './experiment/observation.js'
import type { RepeatsReport, ScreeningReport, SharedCacheReport, TriedKeyReport } from './report/screening-report.js'
import type { ScannedSite } from './scan/scanned-site.js'
import { keyOption } from './verdict/key-code.js'
import type { SiteCounters } from './wire/counters.js'

export function screeningReport(plan: ProbePlan, site: ScannedSite, observation: SiteObservation): ScreeningReport {
  const { counters, key, tried, sizeCurve, recommendedMaxsize, timing } = observation
  const option = keyOption(key, site)
  return {
    ...cacheInfo(counters),
    calls: counters.calls,
    ...unfollowedOf(counters),
    maxsize: plan.cacheSize,
    currsize: counters.currsize,
    evictions: counters.evictions,
    keyStrategy: key.strategy,
    ...(option !== undefined && { key: option }),
    ...(tried.length > 1 && { keysTried: tried.map(triedReport) }),
    ...(timing?.hitCallNs !== undefined && { hitCallNs: timing.hitCallNs }),
    ...(timing && { savedShare: timing.savedShare.estimate }),
    ...(timing?.entryBytes !== undefined && { entryBytes: timing.entryBytes }),
    sizeCurve,
    ...(recommendedMaxsize !== undefined && { recommendedMaxsize }),
    ...promisesOf(counters),
    ...repeatsOf(observation),
    ...sharedCacheOf(site, observation),
  }
}

/** What closures capture and share is told of no other function. */
export function sharedCacheOf(
  { enclosed }: ScannedSite,
  { sharedCache }: SiteObservation,
): { sharedCache?: SharedCacheReport } {
  if (sharedCache === undefined || enclosed === undefined) return {}
  const { instances, mismatches, curve, ...counted } = sharedCache
  const { points: sizeCurve, recommendedMaxsize } = curve
  const size = { ...(recommendedMaxsize !== undefined && { recommendedMaxsize }) }
  return { sharedCache: { instances, captured: enclosed, ...cacheInfo(counted), mismatches, sizeCurve, ...size } }
}

function triedReport({ key, counters, curve, unkeyable, followed, keyNs }: TriedKey): TriedKeyReport {
  return {
    keyStrategy: key.strategy,
    ...(key.contentUpTo !== undefined && { contentUpTo: key.contentUpTo }),
    ...(curve.bestHitRate !== undefined && { hitRate: curve.bestHitRate }),
    mismatches: counters.mismatches,
    bypassed: unkeyable,
    followed,
    ...(keyNs !== undefined && { keyNs }),
  }
}

export function repeatsOf({ repeats, counters }: SiteObservation): { repeats?: RepeatsReport } {
  if (repeats === undefined || counters.calls === 0) return {}
  const { loop, ...counts } = repeats
  return { repeats: { ...counts, ...(loop && { loop }) } }
}

export function promisesOf({ promises, hits, inFlight, pendingAtEnd, unsettledHits }: SiteCounters) {
  return promises > 0 && { promises: { inFlight, settled: hits - inFlight, pendingAtEnd, unsettledHits } }
}

export function unfollowedOf({ unfollowed }: SiteCounters): { unfollowed?: number } {
  return unfollowed > 0 ? { unfollowed } : {}
}

/** hitRate is 0..1, and absent where nothing could be looked up. */
export function cacheInfo({ hits, misses }: Pick<SiteCounters, 'hits' | 'misses'>) {
  const lookups = hits + misses
  return { hits, misses, ...(lookups > 0 && { hitRate: hits / lookups }) }
}
