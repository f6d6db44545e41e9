/** Works out who goes first, from when each was last used, only when somebody has to go. */

const DIGIT_BITS = 8
const BUCKETS = 1 << DIGIT_BITS

/** Stamp of a slot that is not in use. */
export const NEVER = 0

/**
 * Slots in the order of their stamps, at the moment when it was made; victims are taken from it later. An entry whose
 * stamp has changed since (used again, or removed) is skipped. Every use after that moment has a later stamp than all
 * that is queued, so the first entry that is not stale is the least recently used slot. Each entry skipped was paid for
 * by a use: O(1) amortised, beside the sort.
 */
export interface VictimQueue {
  readonly slots: Int32Array
  readonly stamps: Float64Array
  /** What stands before it is used up. */
  head: number
}

/** `stamps`: by slot, no two in use alike. */
export function queueOf(stamps: Float64Array): VictimQueue {
  const inUse = slotsInUse(stamps)
  // Where nothing was used again since the last time, slots were given out in this order.
  const slots = isAscending(inUse, stamps) ? inUse : sortedByStamp(inUse, stamps)
  const queued = new Float64Array(slots.length)
  // Loops: `from` with a callback takes five times as long, and caches that are always full come here often.
  for (let at = 0; at < slots.length; at++) queued[at] = stamps[slots[at] as number] as number
  return { slots, stamps: queued, head: 0 }
}

function isAscending(slots: Int32Array, stamps: Float64Array): boolean {
  for (let at = 1; at < slots.length; at++) {
    if ((stamps[slots[at - 1] as number] as number) > (stamps[slots[at] as number] as number)) return false
  }
  return true
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
