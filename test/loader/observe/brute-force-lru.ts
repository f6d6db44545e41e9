/** An LRU cache that does nothing but count its hits: what the curve of reuse distances must come to at each size. */
import type { DistanceCounts } from '../../../loader/observe/cut-short.js'

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
  let state = keys
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * keys)
  }
  for (let index = 0; index < length; index++) yield skewed ? Math.min(random(), random()) : random()
}
