/** Keeps exact least-recently-used order over integer slots at the price of one stamp for each use. */
import { NEVER, VictimQueue } from './victim-queue.js'

const FIRST_CAPACITY = 8

/** A use writes `stamps[slot] = ++clock` and nothing else: see {@link VictimQueue}. */
export class LruOrder {
  /** By slot, when it was last used; NEVER: the slot is not in use. Replaced when it gets too short. */
  stamps = new Float64Array(FIRST_CAPACITY)
  private readonly queue = new VictimQueue()

  /** The time is `clock[at]`, which others that use the clock may move on as well, but never back. */
  constructor(
    private readonly clock: Float64Array = new Float64Array(1),
    private readonly at = 0,
  ) {}

  /** `slot`, a small integer >= 0 that is not in use, is in use from now on, and the most recently used. */
  add(slot: number): void {
    this.makeRoom(slot)
    this.touch(slot)
  }

  makeRoom(slot: number): void {
    if (slot >= this.stamps.length) this.grow(slot)
  }

  /** `slot`, which is in use, is the most recently used from now on. */
  touch(slot: number): void {
    this.stamps[slot] = ++(this.clock[this.at] as number)
  }

  remove(slot: number): void {
    this.stamps[slot] = NEVER
  }

  /** The least recently used slot, or -1 when none is in use. It stays in use until it is removed. */
  victim(): number {
    const slot = this.queue.next(this.stamps)
    if (slot >= 0) return slot
    this.queue.fill(this.stamps)
    return this.queue.next(this.stamps)
  }

  clear(): void {
    this.stamps.fill(NEVER)
    this.queue.empty()
  }

  private grow(slot: number): void {
    const wider = new Float64Array(Math.max(slot + 1, this.stamps.length * 2))
    wider.set(this.stamps)
    this.stamps = wider
  }
}
