/** Holds the results of one function: which key leads to which, and which goes first when it is full. */
import { COUNTER_INDEX } from '../../src/wire/counters.js'
import { CacheEntry } from './cache-entry.js'
import { EntryOrder } from './entry-order.js'
import { KeyTable } from './key-table.js'
import { promiseState } from './promise-state.js'
import { kindOfResult } from './storable.js'

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
  keys = new KeyTable<CacheEntry>()
  private order = new EntryOrder()
  private unsettled: Set<CacheEntry> | undefined
  /** Changes when entries are forgotten on demand: a call that began before must not store its result after. */
  epoch = 0
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
  }

  /** Settles what a call that missed came to, and stores its result where that is sound. */
  settle(list: unknown[], receiver: unknown, result: unknown, epochAtStart: number): void {
    const kind = kindOfResult(result)
    this.count(kind === 'single-use' ? COUNTER_INDEX.bypassed : COUNTER_INDEX.misses, 1)
    if (kind === 'promise') this.count(COUNTER_INDEX.promises, 1)
    this.recorder?.touch()
    if (kind === 'single-use') return
    if (this.capacity === 0 || epochAtStart !== this.epoch) return
    if (this.changing) this.reset()
    // The call may have called itself with the same key: what is stored already has been handed out, so it stays.
    if (this.keys.find(list, receiver) !== undefined) return
    this.store(list, receiver, result, kind === 'promise')
  }

  /** A call that missed ended in an exception. */
  settleThrow(): void {
    this.count(COUNTER_INDEX.misses, 1)
    this.count(COUNTER_INDEX.threw, 1)
    this.recorder?.touch()
  }

  /** Whether `entry`, which is unsettled, may be served; a promise that is rejected, or cannot be read, is dropped. */
  serves(entry: CacheEntry): boolean {
    const standing = this.lookAt(entry)
    if (standing === 'pending') this.count(COUNTER_INDEX.inFlight, 1)
    return standing !== 'gone'
  }

  private lookAt(entry: CacheEntry): 'pending' | 'settled' | 'gone' {
    const state = promiseState(entry.value as Promise<unknown>)
    // To look at it may have run a getter of the owner's, which may have cleared this cache.
    if (this.unsettled?.has(entry) !== true) return 'gone'
    if (state === 'pending') return state
    if (state === 'fulfilled') {
      this.markSettled(entry)
      return 'settled'
    }
    if (state === 'rejected') this.count(COUNTER_INDEX.rejected, 1)
    this.drop(entry)
    return 'gone'
  }

  /** `entry` is the most recently used from now on, though it answers no call. */
  touch(entry: CacheEntry): void {
    this.count(COUNTER_INDEX.silentTicks, 1)
    entry.stamp = ++(this.counters[this.base + COUNTER_INDEX.ticks] as number)
  }

  dropRejected(): void {
    for (const entry of this.unsettled ?? []) this.lookAt(entry)
  }

  /** Forgets one key; says whether it was there. */
  delete(list: ArrayLike<unknown>, receiver: unknown): boolean {
    this.epoch++
    const entry = this.keys.find(list, receiver)
    if (entry === undefined) return false
    this.drop(entry)
    return true
  }

  clear(): void {
    this.epoch++
    this.reset()
  }

  private store(list: unknown[], receiver: unknown, result: unknown, isPromise: boolean): void {
    this.changing = true
    if (this.held >= this.capacity) this.evict()
    const entry = new CacheEntry(list, receiver, result)
    this.keys.insert(entry)
    this.order.add(entry)
    this.touch(entry)
    this.held++
    this.count(COUNTER_INDEX.currsize, 1)
    if (isPromise) this.markUnsettled(entry)
    this.changing = false
  }

  private evict(): void {
    const victim = this.order.victim()
    if (victim !== undefined) this.forget(victim)
    this.count(COUNTER_INDEX.evictions, 1)
  }

  private drop(entry: CacheEntry): void {
    if (this.changing) {
      this.reset()
      return
    }
    this.changing = true
    this.forget(entry)
    this.changing = false
  }

  private forget(entry: CacheEntry): void {
    this.keys.remove(entry)
    this.order.remove(entry)
    if (entry.isUnsettled) this.markSettled(entry)
    this.held--
    this.count(COUNTER_INDEX.currsize, -1)
  }

  private markUnsettled(entry: CacheEntry): void {
    entry.isUnsettled = true
    this.unsettled ??= new Set()
    this.unsettled.add(entry)
  }

  private markSettled(entry: CacheEntry): void {
    entry.isUnsettled = false
    this.unsettled?.delete(entry)
  }

  private reset(): void {
    const keys = new KeyTable<CacheEntry>()
    const order = new EntryOrder()
    // No call from here on: all of it happens, or none.
    this.keys = keys
    this.order = order
    this.unsettled = undefined
    ;(this.counters[this.base + COUNTER_INDEX.currsize] as number) -= this.held
    this.held = 0
    this.changing = false
  }

  private count(index: number, by: number): void {
    ;(this.counters[this.base + index] as number) += by
  }
}
