/** Holds the results of one function: key to slot, slot to result, and which slot goes first when it is full. */
import { COUNTER_INDEX } from '../../src/wire/counters.js'
import { KeyTable, NO_SLOT } from './key-table.js'
import { LruOrder } from './lru-order.js'
import { promiseState } from './promise-state.js'
import { kindOfResult, type ResultKind } from './storable.js'

/** Where a function's statistics are kept: a block of `COUNTERS` that starts at `base`. Blocks may be shared. */
export interface Statistics {
  counters: Float64Array
  base: number
  /** Told of every call, so that it can write the counters. */
  recorder?: CallRecorder
}

/** What is needed of the loader's recorder, which says how it is told of a hit. */
export interface CallRecorder {
  touch(): void
  callsLeft: Int32Array
}

// A Map holds 2^24 keys at most; an unbounded cache starts to evict there instead of throwing.
const LARGEST_CAPACITY = 2 ** 24 - 1

export class ResultCache {
  readonly keys = new KeyTable()
  /** Result by slot. */
  values: unknown[] = []
  /** By slot, when it was last used: a hit moves the clock on, and writes here what it shows. */
  stamps: Float64Array
  /** Slots of promises not yet seen fulfilled; undefined: none, which is what a hit looks at. */
  unsettled: Set<number> | undefined
  /** Changes when entries are forgotten on demand: a call that began before must not store its result after. */
  epoch = 0
  /** Changes with every entry stored: while it does not, a key that was not there is not there. */
  stores = 0
  private readonly order: LruOrder
  private held = 0
  // Deep in a recursion the stack can run out between any two calls made in here. What has been stored is then still
  // right to serve, but the books are not: whoever next finds this set starts afresh.
  private changing = false
  private readonly capacity: number
  private readonly counters: Float64Array
  private readonly base: number
  private readonly recorder: CallRecorder | undefined

  constructor(maxsize: number, statistics: Statistics) {
    this.capacity = Math.min(maxsize, LARGEST_CAPACITY)
    this.counters = statistics.counters
    this.base = statistics.base
    this.recorder = statistics.recorder
    this.order = new LruOrder(this.counters, this.base + COUNTER_INDEX.ticks)
    this.stamps = this.order.stamps
  }

  /**
   * Settles what a call that missed came to, and stores its result where that is sound. `epoch` and `stores` are what
   * they were when the call began.
   */
  settle(list: unknown[], receiver: unknown, result: unknown, epoch: number, stores: number): void {
    const kind = this.counted(result)
    if (!this.mayStore(kind, epoch)) return
    // The call may have called itself with the same key: what is stored already has been handed out, so it stays.
    if (stores !== this.stores && this.keys.find(list, receiver) !== NO_SLOT) return
    const slot = this.slotFor(result, kind)
    // Last: whoever finds the key is served what is at its slot.
    this.keys.put(slot, list, receiver)
    this.changing = false
  }

  /** The same for one argument and no receiver. */
  settleOne(argument: unknown, result: unknown, epoch: number, stores: number): void {
    const kind = this.counted(result)
    if (!this.mayStore(kind, epoch)) return
    if (stores !== this.stores && this.keys.ones.get(argument) !== NO_SLOT) return
    const slot = this.slotFor(result, kind)
    this.keys.putOne(slot, argument)
    this.changing = false
  }

  /** A call that missed ended in an exception. */
  settleThrow(): void {
    this.count(COUNTER_INDEX.misses, 1)
    this.count(COUNTER_INDEX.threw, 1)
    this.recorder?.touch()
  }

  /** Whether the result at `slot` may be served; a promise that is rejected, or cannot be read, is dropped. */
  serves(slot: number): boolean {
    if (this.unsettled === undefined || !this.unsettled.has(slot)) return true
    const standing = this.lookAt(slot)
    if (standing === 'pending') this.count(COUNTER_INDEX.inFlight, 1)
    return standing !== 'gone'
  }

  private lookAt(slot: number): 'pending' | 'settled' | 'gone' {
    const promise = this.values[slot]
    const state = promiseState(promise as Promise<unknown>)
    // To look at it may have run a getter of the owner's, which may have cleared this cache.
    if (this.values[slot] !== promise || this.unsettled?.has(slot) !== true) return 'gone'
    if (state === 'pending') return state
    if (state === 'fulfilled') {
      this.markSettled(slot)
      return 'settled'
    }
    if (state === 'rejected') this.count(COUNTER_INDEX.rejected, 1)
    this.drop(slot)
    return 'gone'
  }

  /** `slot` is the most recently used from now on, though it answers no call. */
  touch(slot: number): void {
    this.count(COUNTER_INDEX.silentTicks, 1)
    this.order.touch(slot)
  }

  dropRejected(): void {
    for (const slot of this.unsettled ?? []) this.lookAt(slot)
  }

  /** Forgets one key; says whether it was there. */
  delete(list: ArrayLike<unknown>, receiver: unknown): boolean {
    this.epoch++
    const slot = this.keys.find(list, receiver)
    if (slot === NO_SLOT) return false
    this.drop(slot)
    return true
  }

  clear(): void {
    this.epoch++
    this.reset()
  }

  private counted(result: unknown): ResultKind {
    const kind = kindOfResult(result)
    this.count(kind === 'single-use' ? COUNTER_INDEX.bypassed : COUNTER_INDEX.misses, 1)
    if (kind === 'promise') this.count(COUNTER_INDEX.promises, 1)
    this.recorder?.touch()
    return kind
  }

  private mayStore(kind: ResultKind, epoch: number): boolean {
    if (kind === 'single-use' || this.capacity === 0 || epoch !== this.epoch) return false
    if (this.changing) this.reset()
    return true
  }

  /** A slot that holds `result` and is the most recently used one, for a key that is yet to be put there. */
  private slotFor(result: unknown, kind: ResultKind): number {
    this.changing = true
    this.stores++
    const slot = this.held < this.capacity ? this.newSlot() : this.vacated()
    this.count(COUNTER_INDEX.silentTicks, 1)
    this.order.touch(slot)
    if (kind === 'promise') this.markUnsettled(slot)
    this.values[slot] = result
    return slot
  }

  private newSlot(): number {
    this.hold(1)
    const slot = this.keys.newSlot()
    this.order.makeRoom(slot)
    this.stamps = this.order.stamps
    return slot
  }

  /** The key goes first: what is at its slot must be right for as long as it can be found. */
  private vacated(): number {
    const slot = this.order.victim()
    this.keys.empty(slot)
    this.markSettled(slot)
    this.count(COUNTER_INDEX.evictions, 1)
    return slot
  }

  private drop(slot: number): void {
    if (this.changing) {
      this.reset()
      return
    }
    this.changing = true
    this.forget(slot)
    this.changing = false
  }

  private forget(slot: number): void {
    this.keys.remove(slot)
    this.order.remove(slot)
    this.values[slot] = undefined
    this.markSettled(slot)
    this.hold(-1)
  }

  private markUnsettled(slot: number): void {
    this.unsettled ??= new Set()
    this.unsettled.add(slot)
  }

  private markSettled(slot: number): void {
    if (this.unsettled?.delete(slot) && this.unsettled.size === 0) this.unsettled = undefined
  }

  private reset(): void {
    this.changing = true
    this.keys.clear()
    this.order.clear()
    // No call from here on: all of it happens, or none.
    this.values = []
    this.unsettled = undefined
    ;(this.counters[this.base + COUNTER_INDEX.currsize] as number) -= this.held
    this.held = 0
    this.changing = false
  }

  /** Without a call of its own: where the stack runs out at one, what is held and what is counted would differ from then on. */
  private hold(more: number): void {
    this.held += more
    ;(this.counters[this.base + COUNTER_INDEX.currsize] as number) += more
  }

  private count(index: number, by: number): void {
    ;(this.counters[this.base + index] as number) += by
  }
}
