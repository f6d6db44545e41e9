/** Do its calls repeat often enough at the best cache size? */
import type { TriedKey } from '../../experiment/key-choice.js'
import type { SiteObservation } from '../../experiment/observation.js'
import type { KeyStrategy } from '../../wire/site-key.js'
import { acrossProcesses } from '../repeats.js'
import { type Finding, finding, type Rule, ruling } from '../ruling.js'
import { counted, percent } from '../wording.js'

export const hardlyRepeats: Rule = ({ observation }, { hitRateThreshold }) => {
  const hitRate = observation?.bestHitRate
  if (observation === undefined || hitRate === undefined || hitRate >= hitRateThreshold) return undefined
  return ruling('REJECT', [
    finding('low-hit-rate', { hitRate, threshold: hitRateThreshold }),
    ...acrossProcesses(observation),
    ...whatElse(observation),
  ])
}

/** Why no other key helps. */
function whatElse({ tried, counters, evidence }: SiteObservation): Finding[] {
  if (tried.length < 2) return []
  const line = evidence.find(({ code }) => code === 'returns-argument')
  if (counters.aliased > 0) return [finding('returns-argument', line && { detail: line.detail })]
  return [finding('keys-tried', { tried: tried.map(outcomeOf).join('; ') })]
}

const NAMES: Record<KeyStrategy, string> = {
  identity: 'identity',
  projected: 'what it reads',
  structural: 'content',
}

function outcomeOf({ key, counters, curve, unkeyable, followed }: TriedKey): string {
  const name = NAMES[key.strategy]
  if (counters.mismatches > 0) return `${name}: gave another result for the same key`
  if (followed < counters.calls)
    return `${name}: repeated no more in the ${counted(followed, 'call')} that it was followed for`
  const bypassed = unkeyable > 0 ? `, none for ${counted(unkeyable, 'call')}` : ''
  return `${name}: ${percent(curve.bestHitRate ?? 0)}${bypassed}`
}
