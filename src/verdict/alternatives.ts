/** What would do better than a cache, or as well with less of it: advice beside the verdict, which decides nothing. */
import type { SiteObservation } from '../experiment/observation.js'
import type { ScannedSite } from '../scan/scanned-site.js'
import type { SiteEvidence } from './evidence.js'
import { repeatsInARow } from './repeats.js'
import { type Finding, finding } from './ruling.js'

/** What was seen in the observed run, else what the source says. */
export function alternativesOf({ site, observation }: SiteEvidence): Finding[] {
  if (observation === undefined || observation.counters.hits === 0) return []
  const constant = precompute(site, observation)
  if (constant.length > 0) return constant
  return [...hoist(site, observation), ...weakMap(site, observation)]
}

function precompute({ purity, reads, readsThis, closure }: ScannedSite, { counters }: SiteObservation): Finding[] {
  if (counters.distinct === 1) return [finding('precompute', { calls: counters.calls })]
  const takesNothing = reads.kind === 'known' && reads.parameters.length === 0 && reads.leaves.length === 0
  const readsNothing = purity.verdict === 'pure' && purity.reasons.length === 0 && purity.state.length === 0
  return takesNothing && readsNothing && !readsThis && !closure ? [finding('precompute-by-source')] : []
}

/** Where one entry is enough, its hits repeat the call just before. */
function hoist({ invariantCalls = [] }: ScannedSite, observation: SiteObservation): Finding[] {
  const [line] = invariantCalls
  const bySource = line === undefined ? [] : [finding('hoist-by-source', { line })]
  if (observation.recommendedMaxsize !== 1) return bySource
  const [repeats] = repeatsInARow(observation)
  const bySight = repeats?.args.place === undefined ? bySource : [finding('hoist', repeats.args)]
  return [...bySight, finding('single-entry')]
}

/** Its one argument was an object in every call that was followed. */
function weakMap({ reads }: ScannedSite, { key, counters }: SiteObservation): Finding[] {
  const { calls, unfollowed, bypassed, objectKeys, thisReads } = counters
  const isOneObject = reads.kind === 'known' && reads.parameters.length === 1 && !reads.counted && thisReads === 0
  const always = key.strategy === 'identity' && objectKeys > 0 && objectKeys >= calls - unfollowed - bypassed
  return isOneObject && always ? [finding('weak-map', { calls: objectKeys })] : []
}
