/** The published memoizer: the code that the `cached` arm measures, as a function to keep. */
import { COUNTER_STRIDE, countersOf } from '../../src/wire/counters.js'
import { cachingWrapper } from './caching-wrapper.js'
import { MAX_NODES } from './content-tokens.js'
import { contentMaker } from './key-maker.js'
import { keyedWrapper, keyFunctionWrapper, partsOf } from './keyed-wrapper.js'
import type { Callable } from './likeness.js'
import { ResultCache, type Statistics } from './result-cache.js'

export interface MemoizeOptions<F extends (...list: never[]) => unknown = (...list: never[]) => unknown> {
  /** Most entries held, default 128. 0: nothing is kept, calls are counted. Infinity: no bound. */
  maxsize?: number | undefined
  /** `this` is part of the key; default true. false: for functions that do not read it. */
  this?: boolean | undefined
  /**
   * `identity` (default): primitives by value, objects by reference. `structural`: plain objects, arrays, Date, RegExp,
   * Map, Set and bytes by content as well; calls whose content cannot be told go past the cache. A function: gets what
   * is called with (`this` too) and returns the key, or an array of its parts, which are told as structural keys are.
   */
  key?: 'identity' | 'structural' | ((this: ThisParameterType<F>, ...list: Parameters<F>) => unknown) | undefined
  /**
   * For keys by content: a part that holds more values than this (0 to 512), or what cannot be told, is told by reference,
   * which is right only while it is not modified in place; undefined (default): such a call goes past the cache.
   */
  contentUpTo?: number | undefined
}

/** As Python's `functools.lru_cache` has it, and `evictions`. */
export interface CacheInfo {
  hits: number
  misses: number
  maxsize: number
  currsize: number
  evictions: number
  /** Calls that no key could be made for, and `new`; absent where keys are by identity. */
  bypassed?: number
}

export interface MemoizedMembers<F extends (...list: never[]) => unknown> {
  cache_info(): CacheInfo
  /** Forgets every entry and sets the counts back to 0. */
  clear(): void
  /** Forgets one entry; says whether there was one. Call it on the receiver's behalf with `.call` where `this` counts. */
  delete(this: unknown, ...list: Parameters<F>): boolean
}

export type Memoized<F extends (...list: never[]) => unknown> = F & MemoizedMembers<F>

const DEFAULT_MAXSIZE = 128
const OPTIONS = ['maxsize', 'this', 'key', 'contentUpTo']

/**
 * `fn` behind an exact LRU cache, keyed by its arguments (by default primitives by value, objects by reference).
 * @throws {TypeError} `fn` is not a function, or an option is unknown or of the wrong type.
 * @throws {RangeError} `maxsize` is neither a whole number >= 0 nor Infinity.
 */
export function memoize<F extends (...list: never[]) => unknown>(fn: F, options: MemoizeOptions<F> = {}): Memoized<F> {
  if (typeof fn !== 'function') throw new TypeError(`memoize: expected a function, got ${kindOf(fn)}.`)
  checkOptions(options)
  const { maxsize = DEFAULT_MAXSIZE, this: keyedByThis = true, key = 'identity', contentUpTo } = options
  const statistics = { counters: new Float64Array(COUNTER_STRIDE), base: 0 }
  const cache = new ResultCache(maxsize, statistics)

  const members: MemoizedMembers<F> = {
    cache_info() {
      cache.dropRejected()
      const { hits, misses, currsize, evictions, bypassed } = countersOf(statistics.counters)
      return { hits, misses, maxsize, currsize, evictions, ...(key !== 'identity' && { bypassed }) }
    },
    clear() {
      cache.clear()
      statistics.counters.fill(0)
    },
    delete(this: unknown, ...list) {
      return keyed.forget(this === memoized ? undefined : this, list)
    },
  }
  const keyed = keyedBy(key, { fn, cache, keyedByThis, contentUpTo, ...statistics })
  const memoized = keyed.wrapper
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(memoized, name, { value, writable: true, configurable: true })
  }
  return memoized as unknown as Memoized<F>
}

interface Keyed {
  wrapper: Callable
  forget(self: unknown, list: unknown[]): boolean
}

interface Parts extends Statistics {
  fn: Callable
  cache: ResultCache
  keyedByThis: boolean
  contentUpTo: number | undefined
}

function keyedBy(key: 'identity' | 'structural' | Callable, parts: Parts): Keyed {
  const { cache, keyedByThis, contentUpTo } = parts
  if (typeof key === 'function') {
    const maker = contentMaker(false, contentUpTo)
    const forget: Keyed['forget'] = (self, list) => {
      const made = maker.list(undefined, partsOf(Reflect.apply(key, self, list)))
      return made !== undefined && cache.delete(made, undefined)
    }
    return { wrapper: keyFunctionWrapper({ ...parts, key, maker }), forget }
  }
  const maker = key === 'structural' ? contentMaker(keyedByThis, contentUpTo) : undefined
  if (maker === undefined) {
    return {
      wrapper: cachingWrapper(parts),
      forget: (self, list) => cache.delete(list, keyedByThis ? self : undefined),
    }
  }
  const forget: Keyed['forget'] = (self, list) => {
    const made = maker.list(self, list)
    return made !== undefined && cache.delete(made, undefined)
  }
  return { wrapper: keyedWrapper({ ...parts, maker }), forget }
}

function checkOptions(options: MemoizeOptions<never>): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`memoize: options must be an object, got ${kindOf(options)}.`)
  }
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name))
  if (unknown !== undefined)
    throw new TypeError(`memoize: unknown option '${unknown}'; there are ${OPTIONS.join(', ')}.`)
  const { maxsize, this: keyedByThis, key, contentUpTo } = options
  checkKey(key)
  if (contentUpTo !== undefined) checkContentUpTo(contentUpTo)
  if (maxsize !== undefined) checkMaxsize(maxsize)
  if (keyedByThis !== undefined && typeof keyedByThis !== 'boolean') {
    throw new TypeError(`memoize: option 'this' must be true or false, got ${kindOf(keyedByThis)}.`)
  }
}

function checkKey(key: unknown): void {
  if (key === undefined || typeof key === 'function' || key === 'identity' || key === 'structural') return
  const given = typeof key === 'string' ? `'${key}'` : kindOf(key)
  throw new TypeError(`memoize: option 'key' must be 'identity', 'structural' or a function, got ${given}.`)
}

function checkContentUpTo(most: unknown): void {
  if (typeof most !== 'number') throw new TypeError(`memoize: contentUpTo must be a number, got ${kindOf(most)}.`)
  if (Number.isInteger(most) && most >= 0 && most <= MAX_NODES) return
  throw new RangeError(`memoize: contentUpTo must be a whole number from 0 to ${MAX_NODES}, got ${most}.`)
}

function checkMaxsize(maxsize: unknown): void {
  if (typeof maxsize !== 'number') throw new TypeError(`memoize: maxsize must be a number, got ${kindOf(maxsize)}.`)
  if (maxsize >= 0 && (Number.isInteger(maxsize) || maxsize === Number.POSITIVE_INFINITY)) return
  throw new RangeError(`memoize: maxsize must be a whole number >= 0 or Infinity, got ${maxsize}.`)
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : typeof value
}
