/** Was its cache measured against the untouched command? */
import { finding, type Rule, ruling } from '../ruling.js'

export const notMeasured: Rule = ({ site, observation, effect }) => {
  if (effect === undefined) {
    const untimed = observation?.timing === undefined && !site.async
    return ruling('INCONCLUSIVE', [finding(untimed ? 'not-timed' : 'not-validated')])
  }
  const { hits, misses, bypassed } = effect.counters
  return hits + misses + bypassed === 0 ? ruling('INCONCLUSIVE', [finding('cache-not-active')]) : undefined
}
