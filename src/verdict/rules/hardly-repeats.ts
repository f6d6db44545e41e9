/** Do its calls repeat often enough at the best cache size? */
import { finding, type Rule, ruling } from '../ruling.js'

export const hardlyRepeats: Rule = ({ observation }, { hitRateThreshold }) => {
  const hitRate = observation?.bestHitRate
  if (observation === undefined || hitRate === undefined || hitRate >= hitRateThreshold) return undefined
  const hint = hitRate === 0 && observation.key.strategy === 'identity' ? [finding('identity-never-hits')] : []
  return ruling('REJECT', [finding('low-hit-rate', { hitRate, threshold: hitRateThreshold }), ...hint])
}
