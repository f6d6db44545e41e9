/** What the places that the rewriter marked at the owner's caches call: every value goes on as it is, and is counted. */
import { MARK_ROLES, type MarkRole } from '../../src/wire/cache-marks.js'
import { COUNTER_STRIDE } from '../../src/wire/counters.js'
import type { ProcessRecorder } from '../recorder.js'
import { LruMetrics } from './lru-metrics.js'
import { type Guard, type StandsFor, WatchedCache } from './watched-cache.js'

/** `index` is that of the cache in its file, `role` that of the mark in {@link MARK_ROLES}. */
export type CacheCall = (index: number, role: number, value: unknown, holder?: unknown) => unknown

/** As the rewriter tells it; `tellsSize` and `compared` are 1 where its own `size` may be asked, and its entries compared. */
export type ToldCache = readonly [id: string, property: string, tellsSize: number, compared: number]

const asItIs: CacheCall = (_index, _role, value) => value

type Act = (cache: WatchedCache, value: unknown, holder: unknown) => unknown

const ACTS: Record<MarkRole, Act> = {
  look(cache, value, holder) {
    cache.asked(value !== undefined, holder)
    return value
  },
  test: askedAsTruth,
  'look-falsy': askedAsTruth,
  'look-nullish': askedForSome,
  'look-null': askedForSome,
  key(cache, value) {
    cache.key(value)
    return value
  },
  'asks-nullish': (cache, value, holder) => askedByKey(cache, value, holder, isSome),
  'asks-falsy': (cache, value, holder) => askedByKey(cache, value, holder, Boolean),
  inner: (cache, value) => cache.inner(value),
  outer: (cache, value) => cache.outer(value),
  options: (cache, value) => cache.options(value),
  made(cache, value) {
    cache.made(value)
    return value
  },
  table(cache, value) {
    cache.holds(value)
    return value
  },
}

function askedAsTruth(cache: WatchedCache, value: unknown, holder: unknown): unknown {
  cache.asked(Boolean(value), holder)
  return value
}

function askedForSome(cache: WatchedCache, value: unknown, holder: unknown): unknown {
  cache.asked(isSome(value), holder)
  return value
}

function askedByKey(cache: WatchedCache, key: unknown, holder: unknown, isFound: (entry: unknown) => boolean): unknown {
  cache.askedBy(key, holder, isFound)
  return key
}

function isSome(value: unknown): boolean {
  return value !== undefined && value !== null
}

const BY_INDEX = MARK_ROLES.map((role) => ACTS[role])

export interface CacheMarks {
  /** For each evaluation of a file. */
  of(told: readonly ToldCache[]): CacheCall
  finish(): void
}

export class CacheWatch implements CacheMarks {
  readonly #calls = new Map<string, CacheCall>()
  readonly #watched: WatchedCache[] = []
  readonly #lru: LruMetrics

  constructor(
    readonly recorder: Pick<ProcessRecorder, 'reserve' | 'line' | 'touch' | 'counters'>,
    readonly guard: Guard,
    readonly standsFor: StandsFor,
  ) {
    this.#lru = new LruMetrics(guard)
  }

  /** A file that is evaluated again goes on with its counts. */
  of(told: readonly ToldCache[]): CacheCall {
    const key = JSON.stringify(told)
    const known = this.#calls.get(key)
    if (known) return known
    const call = this.#register(told)
    this.#calls.set(key, call)
    return call
  }

  finish(): void {
    for (const cache of this.#watched.splice(0)) this.guard(undefined, () => cache.finish())
  }

  #register(told: readonly ToldCache[]): CacheCall {
    const { recorder, guard, standsFor } = this
    const firstBlock = recorder.reserve(told.length)
    if (firstBlock === undefined) return asItIs
    recorder.line({ type: 'caches', firstBlock, caches: told.map(([id]) => id) })
    const { counters } = recorder
    const shared = { recorder, counters, guard, standsFor, lru: this.#lru }
    const caches = told.map(([, property, tellsSize], index) => {
      const base = (firstBlock + index) * COUNTER_STRIDE
      return new WatchedCache({ ...shared, base, property, tellsSize: tellsSize === 1 })
    })
    this.#watched.push(...caches)
    return (index, role, value, holder) =>
      guard(value, () => (BY_INDEX[role] as Act)(caches[index] as WatchedCache, value, holder))
  }
}
