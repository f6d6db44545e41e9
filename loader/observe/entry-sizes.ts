/** Sizes of entries that a cache holds at the end of a run: what it keeps alive for each of its keys. */
import type { ResultCache } from '../memo/result-cache.js'
import { RetainedSize } from './retained-size.js'

/** Entries looked at in all, the last ones of each cache. */
const MOST_ENTRIES = 64

/** What the cache itself takes for an entry: its rows, its place in a table and the list of its key. */
const ROOM = 96

export interface EntrySizes {
  sized: number
  /** Of those. */
  bytes: number
  /** Entries whose size cannot be told. */
  unsized: number
}

export function sampledSizes(caches: readonly ResultCache[]): EntrySizes {
  const size = new RetainedSize()
  const sizes: EntrySizes = { sized: 0, bytes: 0, unsized: 0 }
  for (const cache of caches) {
    for (let slot = cache.values.length - 1; slot >= 0; slot--) {
      if (sizes.sized + sizes.unsized >= MOST_ENTRIES) return sizes
      const key = cache.keys.keyAt(slot)
      if (key === undefined) continue
      const bytes = size.add([...key, cache.values[slot]])
      if (bytes === undefined) sizes.unsized++
      else {
        sizes.sized++
        sizes.bytes += ROOM + bytes
      }
    }
  }
  return sizes
}
