/** Do its calls repeat often enough at the best cache size? */
import type { SiteObservation } from '../../experiment/observation.js'
import { followedShare } from '../followed-share.js'
import { keysTried } from '../keys-tried.js'
import { acrossProcesses } from '../repeats.js'
import { type Finding, finding, type Rule, ruling } from '../ruling.js'

export const hardlyRepeats: Rule = ({ observation }, { hitRateThreshold }) => {
  const hitRate = observation?.bestHitRate
  if (observation === undefined || hitRate === undefined || hitRate >= hitRateThreshold) return undefined
  return ruling('REJECT', [
    finding('low-hit-rate', { hitRate, threshold: hitRateThreshold, ...followedShare(observation.counters) }),
    ...acrossProcesses(observation),
    ...whatElse(observation),
  ])
}

/** Why no other key helps. */
function whatElse({ tried, counters, evidence }: SiteObservation): Finding[] {
  if (tried.length < 2) return []
  const line = evidence.find(({ code }) => code === 'returns-argument')
  if (counters.aliased > 0) return [finding('returns-argument', line && { detail: line.detail })]
  return keysTried({ tried })
}
