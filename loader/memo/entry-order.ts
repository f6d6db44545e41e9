/** Keeps the entries of a cache, and finds the one that was least recently used. */
import type { CacheEntry } from './cache-entry.js'
import { NEVER, queueOf, type VictimQueue } from './victim-queue.js'

const NONE = new Float64Array(0)

/** A use sets the entry's stamp to a later one than all others have, and does nothing here. */
export class EntryOrder {
  private readonly entries: (CacheEntry | undefined)[] = [] // by slot
  private readonly freeSlots: number[] = []
  private queue: VictimQueue = queueOf(NONE)

  add(entry: CacheEntry): void {
    entry.slot = this.freeSlots.pop() ?? this.entries.length
    this.entries[entry.slot] = entry
  }

  remove(entry: CacheEntry): void {
    this.entries[entry.slot] = undefined
    this.freeSlots.push(entry.slot)
  }

  /** undefined: there are no entries. It stays until it is removed. */
  victim(): CacheEntry | undefined {
    const queued = this.nextQueued()
    if (queued !== undefined) return queued
    this.queue = queueOf(this.stamps())
    return this.nextQueued()
  }

  private nextQueued(): CacheEntry | undefined {
    const { queue, entries } = this
    for (; queue.head < queue.slots.length; queue.head++) {
      const entry = entries[queue.slots[queue.head] as number]
      if (entry !== undefined && entry.stamp === queue.stamps[queue.head]) return entry
    }
    return undefined
  }

  private stamps(): Float64Array {
    const { entries } = this
    const stamps = new Float64Array(entries.length)
    for (let slot = 0; slot < entries.length; slot++) stamps[slot] = entries[slot]?.stamp ?? NEVER
    return stamps
  }
}
