/** Exact reuse distances: how many other keys were used since a key was last used. Mattson et al. (1970). */
import { type CutShort, type DistanceCounts, noneCutShort } from './cut-short.js'

const FIRST_CAPACITY = 64

/** In the place of a key: not the last access of any. */
const NONE = -1
/** In the place of a key that is not followed, which lies between those that are. */
const OTHER = -2
/** Only so many accesses back such keys are remembered: what is further away no cache of any size asked about holds. */
const OTHERS_REMEMBERED = 1 << 16

/**
 * `distance` counts the key itself: 1 is the key used just before, and an LRU cache of n entries hits exactly the
 * accesses with distance <= n. A Fenwick tree over access times holds one mark for each key, at its last access: the
 * distance is the marks from there on. O(log n); times are renumbered when they run out, at a constant cost each.
 */
export class ReuseDistances {
  private lastTime = new Int32Array(0) // by key; 0: never used
  private keyAt = new Int32Array(FIRST_CAPACITY + 1).fill(NONE) // by time from 1 on
  private tree = new Int32Array(FIRST_CAPACITY + 1)
  private now = 0
  private keys = 0
  /** Time of the first access since the last ones were missed; 0: none was. */
  private resumedAt = 0

  /** `into`: where accesses are counted, by this one and perhaps by others. */
  constructor(private readonly into: DistanceCounts) {}

  /** `key`: a small integer >= 0, always the same for one key. */
  access(key: number): void {
    if (key >= this.lastTime.length) this.widen(key)
    const last = this.lastTime[key] as number
    const { cutShort } = this.into
    const since = last < this.resumedAt ? cutShort : undefined
    if (since !== undefined) countOne(since.beyond, this.keys - this.marksUpTo(this.resumedAt - 1))
    if (last === 0) {
      this.into.cold++
      this.keys++
    } else this.move(last, since)
    this.lastTime[key] = this.append(key)
  }

  /** A key that is not followed has been used for the first time. */
  pass(): void {
    this.keys++
    this.append(OTHER)
  }

  /** Accesses have been missed: how far away keys are that were used before is not known any more. */
  breakOff(): void {
    this.into.cutShort ??= noneCutShort()
    if (this.resumedAt === 0) this.into.cutShort.first.push(this.keys)
    this.resumedAt = this.now + 1
  }

  private move(last: number, since: CutShort | undefined): void {
    const distance = this.keys - this.marksUpTo(last - 1)
    countOne(this.into.histogram, distance)
    if (since !== undefined) countOne(since.apparent, distance)
    this.mark(last, -1)
    this.keyAt[last] = NONE
  }

  /** Returns the time of it. */
  private append(key: number): number {
    if (this.now + 1 >= this.tree.length) this.renumber()
    const time = ++this.now
    this.keyAt[time] = key
    this.mark(time, 1)
    return time
  }

  private marksUpTo(time: number): number {
    let sum = 0
    for (let at = time; at > 0; at &= at - 1) sum += this.tree[at] as number
    return sum
  }

  private mark(time: number, change: 1 | -1): void {
    for (let at = time; at < this.tree.length; at += at & -at) (this.tree[at] as number) += change
  }

  /** Times become 1, 2, ... in the order of last accesses, with as much room again. */
  private renumber(): void {
    const isKept = (key: number, time: number) =>
      key >= 0 || (key === OTHER && this.keys - this.marksUpTo(time) < OTHERS_REMEMBERED)
    if (this.resumedAt > 0) this.resumedAt = this.keyAt.slice(0, this.resumedAt).filter(isKept).length + 1
    const order = this.keyAt.filter(isKept)
    this.keys -= this.keyAt.filter((key) => key !== NONE).length - order.length
    const capacity = Math.max(FIRST_CAPACITY, 2 * (order.length + 1))
    this.keyAt = new Int32Array(capacity + 1).fill(NONE)
    this.keyAt.set(order, 1)
    for (const [index, key] of order.entries()) if (key >= 0) this.lastTime[key] = index + 1
    this.now = order.length
    this.rebuildTree(capacity)
  }

  /** Each node adds itself to its parent: linear. */
  private rebuildTree(capacity: number): void {
    const tree = new Int32Array(capacity + 1)
    for (let time = 1; time <= capacity; time++) {
      if (this.keyAt[time] !== NONE) (tree[time] as number)++
      const parent = time + (time & -time)
      if (parent <= capacity) (tree[parent] as number) += tree[time] as number
    }
    this.tree = tree
  }

  private widen(key: number): void {
    const wider = new Int32Array(Math.max(key + 1, 2 * this.lastTime.length))
    wider.set(this.lastTime)
    this.lastTime = wider
  }
}

function countOne(histogram: Map<number, number>, at: number): void {
  histogram.set(at, (histogram.get(at) ?? 0) + 1)
}
