/** Says what each key came to that a function could have had: how often it hits, what it costs, where it was wrong. */

import type { TriedKey } from '../experiment/key-choice.js'
import type { SiteObservation } from '../experiment/observation.js'
import { followedCalls } from '../wire/followed-calls.js'
import type { KeyStrategy } from '../wire/site-key.js'
import { type Finding, finding } from './ruling.js'
import { counted, percent } from './wording.js'

/** Nothing where there was no choice. */
export function keysTried({ tried }: Pick<SiteObservation, 'tried'>): Finding[] {
  return tried.length < 2 ? [] : [finding('keys-tried', { tried: tried.map(outcomeOf).join('; ') })]
}

const NAMES: Record<KeyStrategy, string> = {
  identity: 'identity',
  projected: 'what it reads',
  structural: 'content',
}

function outcomeOf({ key, counters, curve, unkeyable, followed, keyNs }: TriedKey): string {
  const name = NAMES[key.strategy] + (key.contentUpTo === undefined ? '' : ' with much data by reference')
  if (counters.mismatches > 0)
    return `${name}: gave another result for the same key in ${counted(counters.mismatches, 'call')}`
  if (followed < followedCalls(counters) && followed <= unkeyable)
    return `${name}: none could be made for any of the ${counted(followed, 'call')} that it was followed for`
  if (followed < followedCalls(counters))
    return `${name}: repeated no more in the ${counted(followed, 'call')} that it was followed for`
  const bypassed = unkeyable > 0 ? `, none for ${counted(unkeyable, 'call')}` : ''
  const cost = keyNs === undefined ? '' : ` (${Math.round(keyNs)} ns to make while observed)`
  return `${name}: ${percent(curve.bestHitRate ?? 0)}${cost}${bypassed}`
}
