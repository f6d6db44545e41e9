/** Counts what one cache of the owner's is asked for and what it answers, and looks at what it holds in the end. */
import { CACHE_COUNTER_INDEX, type CacheCounter } from '../../src/wire/cache-marks.js'
import { type AnyFunction, MAX_INSTANCES } from '../armed-site.js'
import { apply, isProxy, ownValue } from '../intrinsics.js'
import { copiedOptions } from '../memoizer-options.js'
import type { Recorder } from '../recorder.js'
import { entriesIn, entryAt, sampledBytes, toldSize } from './cache-entries.js'
import type { LruMetrics } from './lru-metrics.js'
import { isObject } from './same-content.js'

/** Keys that are remembered; of more it is not told which entries were ever found. */
const MOST_KEYS = 1 << 16
/** Nothing has said what is asked for next. */
const NO_KEY = Symbol('no key')

export type Guard = <T>(fallback: T, act: () => T) => T
/** Has a function answer for another one when it is asked for its text; of the loader's own bundle, which knows them all. */
export type StandsFor = (wrapper: AnyFunction, original: AnyFunction) => AnyFunction

export interface WatchedPlace {
  recorder: Pick<Recorder, 'touch'>
  counters: Float64Array
  /** First slot of its block. */
  base: number
  /** Own property of what holds the entries; empty: it holds them itself. */
  property: string
  /** Its `size` is that of a known package, which only reads. */
  tellsSize: boolean
  /** Our own faults must not reach the owner's calls. */
  guard: Guard
  standsFor: StandsFor
  lru: Pick<LruMetrics, 'watch'>
}

export class WatchedCache {
  readonly #place: WatchedPlace
  readonly #known = new WeakSet<object>()
  readonly #holders: WeakRef<object>[] = []
  /** Whether each key that was asked for in vain was found later; those that are objects must not be kept alive. */
  readonly #primitives = new Map<unknown, boolean>()
  readonly #objects = new WeakMap<object, boolean>()
  #key: unknown = NO_KEY
  #latest = 0
  #nextLook = 1

  constructor(place: WatchedPlace) {
    this.#place = place
  }

  key(key: unknown): void {
    this.#key = key
  }

  /** One of the tables in it, in which an entry is looked for. */
  holds(table: unknown): void {
    this.#hold(table)
  }

  asked(found: boolean, structure: unknown): void {
    this.#hold(this.#holderIn(structure))
    if (found) this.#count('found')
    this.#remember(found)
    this.#called()
  }

  /** What the program makes of what is there is known; what a Proxy has, or a key makes of itself, only their code can tell. */
  askedBy(key: unknown, structure: unknown, isFound: (entry: unknown) => boolean): void {
    const holder = this.#holderIn(structure)
    if (!isObject(holder) || isProxy(holder) || isObject(key)) return
    this.key(key)
    this.asked(isFound(entryAt(holder, key)), structure)
  }

  #holderIn(structure: unknown): unknown {
    const { property } = this.#place
    return property === '' ? structure : ownValue(Object(structure), property)
  }

  /** The same to everybody but for the count: everything else goes to the memoized function. */
  outer(memoized: unknown): unknown {
    if (typeof memoized !== 'function') return memoized
    this.#hold(memoized)
    return this.#counting(memoized as AnyFunction, () => this.#called())
  }

  /** What it is asked, it tells itself. */
  made(structure: unknown): void {
    this.#hold(structure)
    this.#place.lru.watch(structure, this)
  }

  inner(fn: unknown): unknown {
    if (typeof fn !== 'function') return fn
    return this.#counting(fn as AnyFunction, () => this.#count('computed'))
  }

  /** The same options with a `cacheKey` that counts. */
  options(given: unknown): unknown {
    const own = typeof given === 'object' && given !== null ? ownValue(given, 'cacheKey') : undefined
    if (own !== undefined && typeof own !== 'function') return given
    const called = () => this.#place.guard(undefined, () => this.#called())
    const cacheKey = (...list: unknown[]) => {
      called()
      return own === undefined ? (list[0] as unknown[])[0] : apply(own as AnyFunction, undefined, list)
    }
    return copiedOptions(given, { cacheKey }) ?? given
  }

  finish(): void {
    const sizes = this.#entries()
    this.#set('sized', sizes === undefined ? 0 : 1)
    this.#set('entries', sizes ?? 0)
    const { entries, bytes } = sampledBytes(this.#alive())
    this.#set('sizedEntries', entries)
    this.#set('bytes', bytes)
  }

  #counting(fn: AnyFunction, called: () => void): AnyFunction {
    const { guard, standsFor } = this.#place
    const counting = new Proxy(fn, {
      apply(target, self, list) {
        guard(undefined, called)
        return apply(target, self, list)
      },
    })
    return standsFor(counting, fn)
  }

  #hold(holder: unknown): void {
    if (!isObject(holder) || this.#known.has(holder) || this.#holders.length >= MAX_INSTANCES) return
    this.#known.add(holder)
    this.#holders.push(new WeakRef(holder))
  }

  #alive(): object[] {
    // Not by flatMap: what is in a holder that is an array would stand for it.
    return this.#holders.map((reference) => reference.deref()).filter((holder) => holder !== undefined)
  }

  /** undefined: not all of them can be counted. */
  #entries(): number | undefined {
    let sum: number | undefined
    for (const holder of this.#alive()) {
      const entries = this.#place.tellsSize ? toldSize(holder) : entriesIn(holder)
      if (entries === undefined) return undefined
      sum = (sum ?? 0) + entries
    }
    return sum
  }

  #called(): void {
    const calls = this.#count('calls')
    if (calls >= this.#nextLook) this.#lookAtSize()
    this.#place.recorder.touch()
  }

  /** At 1, 2, 4, ... calls: what it held then, or else had computed, is told by when it holds twice as much. */
  #lookAtSize(): void {
    this.#nextLook *= 2
    this.#set('earlierEntries', this.#latest)
    this.#latest = this.#entries() ?? this.#counted('computed')
  }

  #remember(found: boolean): void {
    const key = this.#key
    this.#key = NO_KEY
    if (key === NO_KEY) {
      this.#set('unkeyed', 1)
      return
    }
    const isByReference = isObject(key)
    const keys: Pick<Map<unknown, boolean>, 'get' | 'set'> = isByReference
      ? (this.#objects as unknown as Map<unknown, boolean>)
      : this.#primitives
    const wasFound = keys.get(key)
    if (found && wasFound === false) {
      keys.set(key, true)
      this.#count('hitKeys')
    }
    if (found) return
    if (wasFound !== undefined) this.#count('returns')
    else if (!isByReference && this.#primitives.size >= MOST_KEYS) this.#set('unkeyed', 1)
    else {
      keys.set(key, false)
      this.#count('keys')
    }
  }

  #count(counter: CacheCounter): number {
    const { counters, base } = this.#place
    const slot = base + CACHE_COUNTER_INDEX[counter]
    const count = (counters[slot] as number) + 1
    counters[slot] = count
    return count
  }

  #counted(counter: CacheCounter): number {
    return this.#place.counters[this.#place.base + CACHE_COUNTER_INDEX[counter]] as number
  }

  #set(counter: CacheCounter, value: number): void {
    this.#place.counters[this.#place.base + CACHE_COUNTER_INDEX[counter]] = value
  }
}
