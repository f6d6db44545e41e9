/** Keeps exact least-recently-used order over integer slots at the price of one stamp for each use. */

const FIRST_CAPACITY = 8
const DIGIT_BITS = 8
const BUCKETS = 1 << DIGIT_BITS
const NEVER = 0

/**
 * A use writes `stamps[slot] = ++clock` and nothing else. The order is worked out only when a victim is needed: slots
 * are sorted by stamp into a queue, which later victims are taken from; an entry whose stamp has changed since (used
 * again, or removed) is skipped. Every use after the sort has a later stamp than all that is queued, so the first entry
 * that is not stale is the least recently used slot. Each entry skipped was paid for by a use: O(1) amortised, beside
 * the sort.
 */
export class LruOrder {
  private stamps = new Float64Array(FIRST_CAPACITY) // NEVER: the slot is not in use
  private clock = 0
  private queue: Int32Array = new Int32Array(0)
  private queuedStamps = new Float64Array(0)
  private queueHead = 0

  /** `slot`, a small integer >= 0 that is not in use, is in use from now on, and the most recently used. */
  add(slot: number): void {
    if (slot >= this.stamps.length) this.grow(slot)
    this.touch(slot)
  }

  /** `slot`, which is in use, is the most recently used from now on. */
  touch(slot: number): void {
    this.stamps[slot] = ++this.clock
  }

  remove(slot: number): void {
    this.stamps[slot] = NEVER
  }

  /** The least recently used slot, or -1 when none is in use. It stays in use until it is removed. */
  victim(): number {
    let slot = this.nextQueued()
    if (slot < 0) {
      this.rebuildQueue()
      slot = this.nextQueued()
    }
    return slot
  }

  clear(): void {
    this.stamps.fill(NEVER)
    this.queueHead = this.queue.length
  }

  private nextQueued(): number {
    const { queue, queuedStamps, stamps } = this
    while (this.queueHead < queue.length) {
      const slot = queue[this.queueHead] as number
      if (stamps[slot] === queuedStamps[this.queueHead]) return slot
      this.queueHead++
    }
    return -1
  }

  private rebuildQueue(): void {
    const { stamps } = this
    this.queue = sortedByStamp(slotsInUse(stamps), stamps)
    this.queuedStamps = new Float64Array(this.queue.length)
    // Loops: `from` with a callback takes five times as long, and caches that are always full come here often.
    for (let at = 0; at < this.queue.length; at++) this.queuedStamps[at] = stamps[this.queue[at] as number] as number
    this.queueHead = 0
  }

  private grow(slot: number): void {
    const wider = new Float64Array(Math.max(slot + 1, this.stamps.length * 2))
    wider.set(this.stamps)
    this.stamps = wider
  }
}

function slotsInUse(stamps: Float64Array): Int32Array {
  const slots = new Int32Array(stamps.length)
  let used = 0
  for (let slot = 0; slot < stamps.length; slot++) if (stamps[slot] !== NEVER) slots[used++] = slot
  return slots.subarray(0, used)
}

/** Radix sort by the digits in which the stamps differ: linear in the slots for any number of uses between sorts. */
function sortedByStamp(slots: Int32Array, stamps: Float64Array): Int32Array {
  let oldest = Number.POSITIVE_INFINITY
  let newest = 0
  for (let at = 0; at < slots.length; at++) {
    const stamp = stamps[slots[at] as number] as number
    if (stamp < oldest) oldest = stamp
    if (stamp > newest) newest = stamp
  }
  let from = slots
  let to: Int32Array = new Int32Array(slots.length)
  for (let scale = 1; scale <= newest - oldest; scale *= BUCKETS) {
    sortByDigit(from, to, stamps, oldest, scale)
    ;[from, to] = [to, from]
  }
  return from
}

function sortByDigit(from: Int32Array, to: Int32Array, stamps: Float64Array, oldest: number, scale: number): void {
  const starts = new Int32Array(BUCKETS + 1)
  // `&` takes the low digit of any double below 2^53: dividing by a power of two is exact, and ToInt32 is modulo 2^32.
  const digitOf = (slot: number) => (((stamps[slot] as number) - oldest) / scale) & (BUCKETS - 1)
  for (const slot of from) (starts[digitOf(slot) + 1] as number)++
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    ;(starts[bucket + 1] as number) += starts[bucket] as number
  }
  for (const slot of from) to[(starts[digitOf(slot)] as number)++] = slot
}
