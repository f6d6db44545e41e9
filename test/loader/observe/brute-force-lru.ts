/** An LRU cache that does nothing but count its hits: what the curve of reuse distances must come to at each size. */
import type { DistanceCounts } from '../../../loader/observe/cut-short.js'
import { seededRandom } from '../memo/seeded-random.js'

export function lruHits(accesses: Iterable<number>, size: number): number {
  const entries = new Set<number>() // the one that was used longest ago comes first
  let hits = 0
  for (const key of accesses) {
    if (entries.delete(key)) hits++
    entries.add(key)
    if (entries.size > size) entries.delete(entries.values().next().value as number)
  }
  return hits
}

export function hitsUpTo({ histogram }: DistanceCounts, size: number): number {
  return [...histogram].reduce((sum, [distance, hits]) => sum + (distance <= size ? hits : 0), 0)
}

/** Small keys are more likely than large ones if `skewed`. */
export function* randomAccesses(keys: number, length: number, skewed = false): Generator<number> {
  const { below } = seededRandom(keys)
  for (let index = 0; index < length; index++) yield skewed ? Math.min(below(keys), below(keys)) : below(keys)
}
