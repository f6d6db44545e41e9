/** Sums what the processes of a run counted at the caches that the owner's program has already. */
import {
  CACHE_COUNTER_INDEX,
  CACHE_COUNTERS,
  type CacheCounters,
  type CacheRecord,
  type CachesLine,
  type StaleEntry,
  type StaleEntryLine,
} from './cache-marks.js'
import { COUNTER_STRIDE } from './counters.js'
import { decodeCounters } from './decode-record.js'

export class SumOfCaches {
  readonly #counters = new Map<string, CacheCounters>()
  readonly #stale = new Map<string, StaleEntry>()

  add({ firstBlock, caches }: CachesLine, bytes: Uint8Array): void {
    const blocks = decodeCounters(bytes, firstBlock, caches.length)
    for (const [index, id] of caches.entries()) {
      const sum = this.#counters.get(id) ?? noCacheCounters()
      this.#counters.set(id, sum)
      for (const name of CACHE_COUNTERS) sum[name] += blocks[index * COUNTER_STRIDE + CACHE_COUNTER_INDEX[name]] ?? 0
    }
  }

  /** The first of them stands for all. */
  addStale({ cache, entry }: StaleEntryLine): void {
    if (!this.#stale.has(cache)) this.#stale.set(cache, entry)
  }

  result(): CacheRecord[] {
    return [...this.#counters].map(([id, counters]) => {
      const staleEntry = this.#stale.get(id)
      return { id, counters, ...(staleEntry && { staleEntry }) }
    })
  }
}

export function noCacheCounters(): CacheCounters {
  return Object.fromEntries(CACHE_COUNTERS.map((name) => [name, 0])) as CacheCounters
}
