/** What to heed when a cache is added to a site that deserves one. DESIGN §7. */
import type { SiteEffect } from '../experiment/effect.js'
import type { SiteObservation } from '../experiment/observation.js'
import { givenObjects } from '../wire/given-objects.js'
import { comparability } from './comparability.js'
import type { SiteEvidence } from './evidence.js'
import { acrossProcesses, oneLoop, repeatsInARow } from './repeats.js'
import { type Finding, finding } from './ruling.js'
import { isOfArguments, possibleMutations, possiblePrinting } from './static-impurity.js'

/** Bytes: by somewhat less V8's young generation grows in one run and not in the next, whatever a cache holds. */
const MUCH_MEMORY = 32e6

/** Hit rates that differ by more than this between runs say that the workload is not the same each time. */
const MOVED_BY = 0.1

export function cautionsOf({ site, observation, effect }: SiteEvidence): Finding[] {
  if (observation === undefined) return []
  const surroundings = site.purity.reasons.flatMap(({ code, line, subject }) =>
    code === 'locale-or-time-zone' || code === 'reads-environment' || code === 'too-large-to-analyse'
      ? [finding(code, { line, subject })]
      : [],
  )
  const mutations = possibleMutations(site.purity).filter(isOfArguments)
  const [mutation] = givenObjects(observation.counters) ? [] : mutations
  const givenMore = mutation ? [finding('changes-objects', mutation.args)] : []
  return [
    ...whereRepeatsComeFrom(observation),
    ...ofPromises(observation),
    ...atRunTime(observation),
    ...givenMore,
    ...possiblePrinting(site).map(({ subject, line }) => finding('may-print', { subject, line })),
    ...surroundings,
    ...(effect ? [...moreMemory(effect), ...hitRateMoved(observation, effect)] : []),
  ]
}

/** A cache is right for such repeats, but less of a change may do. */
function whereRepeatsComeFrom(observation: SiteObservation): Finding[] {
  if (observation.counters.distinct === 1) return [finding('one-key')]
  const inARow = observation.recommendedMaxsize === 1
  return [...(inARow ? repeatsInARow(observation) : oneLoop(observation)), ...acrossProcesses(observation)]
}

/** Callers of a function that returns promises may share its work before there is a result. */
function ofPromises({ counters }: SiteObservation): Finding[] {
  const { hits, inFlight, pendingAtEnd, unsettledHits } = counters
  return [
    ...(inFlight > 0 ? [finding('in-flight-sharing', { inFlight, settled: hits - inFlight })] : []),
    ...(pendingAtEnd + unsettledHits > 0
      ? [finding('pending-at-end', { promises: pendingAtEnd, hits: unsettledHits })]
      : []),
  ]
}

function atRunTime(observation: SiteObservation): Finding[] {
  const { sharedResults, checked, unknown, thisReads, objectKeys, environment, untrackedInstances } =
    observation.counters
  const when = (seen: boolean, caution: Finding) => (seen ? [caution] : [])
  return [
    ...when(observation.timing?.aloneShare !== undefined, finding('inside-others')),
    ...when(sharedResults > 0, finding('shared-mutable-result', { results: sharedResults, hits: checked })),
    ...(observation.key.strategy === 'identity'
      ? [
          ...when(objectKeys > 0, finding('object-in-key', { calls: objectKeys })),
          ...when(thisReads > 0, finding('this-in-key')),
        ]
      : madeKey(observation)),
    ...when(environment > 0, finding('environment-read', { count: environment })),
    ...when(comparability(observation) === 'partly', finding('partly-compared', { unknown, checked })),
    ...when(untrackedInstances > 0, finding('closures-partly-tracked', { untracked: untrackedInstances })),
  ]
}

function madeKey({ key, tried, timing }: SiteObservation): Finding[] {
  const keyNs = timing?.lookupNs
  const { unkeyable = 0, byReference = 0 } = tried.find((one) => one.key === key) ?? {}
  return [
    finding('content-key', keyNs === undefined ? {} : { keyNs }),
    ...(key.contentUpTo !== undefined && byReference > 0 ? [finding('large-in-key', { calls: byReference })] : []),
    ...(unkeyable > 0 ? [finding('partly-unkeyable', { unkeyable })] : []),
  ]
}

function moreMemory({ heapDelta = 0 }: SiteEffect): Finding[] {
  return heapDelta < MUCH_MEMORY ? [] : [finding('more-memory', { heapDelta })]
}

function hitRateMoved({ bestHitRate }: SiteObservation, { counters }: SiteEffect): Finding[] {
  const cached = counters.hits / Math.max(1, counters.hits + counters.misses)
  if (bestHitRate === undefined || Math.abs(bestHitRate - cached) <= MOVED_BY) return []
  return [finding('hit-rate-moved', { observed: bestHitRate, cached })]
}
