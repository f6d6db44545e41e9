/** Works out who goes first, from when each was last used, only when somebody has to go. */

const DIGIT_BITS = 8
const BUCKETS = 1 << DIGIT_BITS

/** Stamp of a slot that is not in use. */
export const NEVER = 0

/**
 * Slots in the order that their stamps had when it was filled; victims are taken from it later. Every use after that
 * moment has a later stamp than all that were queued: a slot with such a one was used again, and is skipped, as is one
 * that was removed. The first that is not skipped is the least recently used one. Each that is skipped was paid for by
 * a use: O(1) amortised, beside the sort.
 */
export class VictimQueue {
  // Kept from one time to the next: to make them anew takes more time than to fill and sort them.
  private slots = new Int32Array(0)
  private sorted = new Int32Array(0)
  /** Latest stamp of a queued slot when it was queued. */
  private newest = NEVER
  private head = 0
  private length = 0

  /** -1: it is used up. The slot stays queued until its stamp changes. */
  next(stamps: Float64Array): number {
    const { slots, newest, length } = this
    for (; this.head < length; this.head++) {
      const slot = slots[this.head] as number
      const stamp = stamps[slot] as number
      if (stamp <= newest && stamp !== NEVER) return slot
    }
    return -1
  }

  /** `stamps`: by slot, no two in use alike. */
  fill(stamps: Float64Array): void {
    this.empty()
    if (this.slots.length < stamps.length) this.makeRoom(stamps.length)
    const { slots } = this
    let length = 0
    let newest = NEVER
    let isSorted = true
    for (let slot = 0; slot < stamps.length; slot++) {
      const stamp = stamps[slot] as number
      if (stamp === NEVER) continue
      slots[length++] = slot
      // Where nothing was used again since the last time, slots were given out in the order of their stamps.
      if (stamp < newest) isSorted = false
      else newest = stamp
    }
    if (!isSorted) this.sort(stamps, length, newest)
    this.newest = newest
    this.length = length
  }

  empty(): void {
    this.head = 0
    this.length = 0
  }

  private makeRoom(count: number): void {
    this.slots = new Int32Array(count)
    this.sorted = new Int32Array(count)
  }

  /** Radix sort by the digits in which the stamps differ: linear in the slots for any number of uses between sorts. */
  private sort(stamps: Float64Array, length: number, newest: number): void {
    let oldest = newest
    for (let at = 0; at < length; at++) oldest = Math.min(oldest, stamps[this.slots[at] as number] as number)
    for (let scale = 1; scale <= newest - oldest; scale *= BUCKETS) {
      sortByDigit(this.slots, this.sorted, length, stamps, oldest, scale)
      ;[this.slots, this.sorted] = [this.sorted, this.slots]
    }
  }
}

const starts = new Int32Array(BUCKETS + 1)

function sortByDigit(
  from: Int32Array,
  to: Int32Array,
  length: number,
  stamps: Float64Array,
  oldest: number,
  scale: number,
): void {
  starts.fill(0)
  // `&` takes the low digit of any double below 2^53: dividing by a power of two is exact, and ToInt32 is modulo 2^32.
  const digitOf = (slot: number) => (((stamps[slot] as number) - oldest) / scale) & (BUCKETS - 1)
  for (let at = 0; at < length; at++) (starts[digitOf(from[at] as number) + 1] as number)++
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    ;(starts[bucket + 1] as number) += starts[bucket] as number
  }
  for (let at = 0; at < length; at++) {
    const slot = from[at] as number
    to[(starts[digitOf(slot)] as number)++] = slot
  }
}
