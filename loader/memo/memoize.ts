/** The published memoizer: the code that the `cached` arm measures, as a function to keep. */
import { COUNTER_INDEX, COUNTER_STRIDE, type Counter } from '../../src/wire/counters.js'
import { cachingWrapper } from './caching-wrapper.js'
import { ResultCache } from './result-cache.js'

export interface MemoizeOptions {
  /** Most entries held, default 128. 0: nothing is kept, calls are counted. Infinity: no bound. */
  maxsize?: number | undefined
  /** `this` is part of the key; default true. false: for functions that do not read it. */
  this?: boolean | undefined
}

/** As Python's `functools.lru_cache` has it, and `evictions`. */
export interface CacheInfo {
  hits: number
  misses: number
  maxsize: number
  currsize: number
  evictions: number
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
const OPTIONS = ['maxsize', 'this']

/**
 * `fn` behind an exact LRU cache, keyed by its arguments (primitives by value, objects by reference).
 * @throws {TypeError} `fn` is not a function, or an option is unknown or of the wrong type.
 * @throws {RangeError} `maxsize` is neither a whole number >= 0 nor Infinity.
 */
export function memoize<F extends (...list: never[]) => unknown>(fn: F, options: MemoizeOptions = {}): Memoized<F> {
  if (typeof fn !== 'function') throw new TypeError(`memoize: expected a function, got ${kindOf(fn)}.`)
  checkOptions(options)
  const { maxsize = DEFAULT_MAXSIZE, this: keyedByThis = true } = options
  const statistics = { counters: new Float64Array(COUNTER_STRIDE), base: 0 }
  const cache = new ResultCache(maxsize, statistics)
  const read = (name: Counter) => statistics.counters[COUNTER_INDEX[name]] as number

  const members: MemoizedMembers<F> = {
    cache_info() {
      cache.dropRejected()
      return {
        hits: read('hits'),
        misses: read('misses'),
        maxsize,
        currsize: read('currsize'),
        evictions: read('evictions'),
      }
    },
    clear() {
      cache.clear()
      statistics.counters.fill(0)
    },
    delete(this: unknown, ...list) {
      const receiver = keyedByThis && this !== memoized ? this : undefined
      return cache.delete(list, receiver)
    },
  }
  const memoized = cachingWrapper({ fn, cache, keyedByThis, ...statistics })
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(memoized, name, { value, writable: true, configurable: true })
  }
  return memoized as unknown as Memoized<F>
}

function checkOptions(options: MemoizeOptions): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`memoize: options must be an object, got ${kindOf(options)}.`)
  }
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name))
  if (unknown !== undefined)
    throw new TypeError(`memoize: unknown option '${unknown}'; there are ${OPTIONS.join(', ')}.`)
  const { maxsize, this: keyedByThis } = options
  if (maxsize !== undefined) checkMaxsize(maxsize)
  if (keyedByThis !== undefined && typeof keyedByThis !== 'boolean') {
    throw new TypeError(`memoize: option 'this' must be true or false, got ${kindOf(keyedByThis)}.`)
  }
}

function checkMaxsize(maxsize: unknown): void {
  if (typeof maxsize !== 'number') throw new TypeError(`memoize: maxsize must be a number, got ${kindOf(maxsize)}.`)
  if (maxsize >= 0 && (Number.isInteger(maxsize) || maxsize === Number.POSITIVE_INFINITY)) return
  throw new RangeError(`memoize: maxsize must be a whole number >= 0 or Infinity, got ${maxsize}.`)
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : typeof value
}
