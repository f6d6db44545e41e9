/** Says where one cache for all closures of a site would do better than one for each. It is a hint, and decides nothing. */
import type { SiteEvidence } from './evidence.js'
import { type Finding, finding } from './ruling.js'

/** What hits no more than that oftener is not worth a key of more values. */
const WORTH_SHARING = 0.02

/** Nothing where it would have been wrong: something decides that is no part of its key. */
export function closuresTogether({ site, observation }: SiteEvidence): Finding[] {
  const { sharedCache, bestHitRate = 0 } = observation ?? {}
  if (sharedCache === undefined || sharedCache.mismatches > 0) return []
  const { bestHitRate: hitRate = 0, recommendedMaxsize } = sharedCache.curve
  if (recommendedMaxsize === undefined || hitRate < bestHitRate + WORTH_SHARING) return []
  const { instances } = sharedCache
  const captured = site.enclosed?.join(', ') ?? ''
  return [finding('shared-cache', { instances, captured, hitRate, own: bestHitRate, maxsize: recommendedMaxsize })]
}
