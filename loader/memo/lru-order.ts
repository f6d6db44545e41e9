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
    const slots: number[] = []
    for (let slot = 0; slot < this.stamps.length; slot++) if (this.stamps[slot] !== NEVER) slots.push(slot)
    this.queue = sortedByStamp(Int32Array.from(slots), this.stamps)
    this.queuedStamps = Float64Array.from(this.queue, (slot) => this.stamps[slot] as number)
    this.queueHead = 0
  }

  private grow(slot: number): void {
    const wider = new Float64Array(Math.max(slot + 1, this.stamps.length * 2))
    wider.set(this.stamps)
    this.stamps = wider
  }
}

/** Radix sort by the digits in which the stamps differ: linear in the slots for any number of uses between sorts. */
function sortedByStamp(slots: Int32Array, stamps: Float64Array): Int32Array {
  let oldest = Number.POSITIVE_INFINITY
  let newest = 0
  for (const slot of slots) {
    oldest = Math.min(oldest, stamps[slot] as number)
    newest = Math.max(newest, stamps[slot] as number)
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
