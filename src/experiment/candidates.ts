/** Who of the observed sites is worth timing: safe so far, called often enough, and repeating. */
import type { RunOutcome } from '../launch/run-outcome.js'
import { dangersSeen } from '../wire/dangers.js'
import { givenObjects } from '../wire/given-objects.js'
import { returnsNothing } from '../wire/returns-nothing.js'
import type { SiteObservation } from './observation.js'
import type { ExperimentOptions, ProbedSite } from './options.js'
import type { Candidate } from './screening.js'

export function candidatesAmong(
  sites: readonly ProbedSite[],
  outcome: RunOutcome,
  observations: ReadonlyMap<string, SiteObservation>,
  options: ExperimentOptions,
): Candidate[] {
  return sites.flatMap((site) => {
    const record = outcome.sites.get(site.id)
    const observation = observations.get(site.id)
    if (!site.candidate || record === undefined || observation === undefined) return []
    const maxsize = observation.recommendedMaxsize
    if (maxsize === undefined || !worthTiming(observation, options)) return []
    const async = site.async || record.counters.promises > 0
    const { key, byReference, counters } = observation
    const state = (byReference === 0 ? site.stateUnder?.[key.strategy] : undefined) ?? site.state
    const stateful = state === 'any' || (state === 'of-arguments' && givenObjects(counters))
    return [{ id: site.id, maxsize, key, async, stateful, filled: site.filled, record }]
  })
}

function worthTiming({ counters, bestHitRate, evidence }: SiteObservation, options: ExperimentOptions): boolean {
  return (
    dangersSeen(counters).length === 0 &&
    !returnsNothing(counters) &&
    !evidence.some((line) => line.code === 'uncomparable-result') &&
    counters.calls >= options.minCalls &&
    (bestHitRate ?? 0) >= options.hitRateThreshold
  )
}
