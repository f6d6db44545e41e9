/** Who is measured in a row: a bare Map, which is the least that a cache can do, our memoizer, and the peers. */
import { unary, variadic } from '../../loader/memo/caching-method.js'
import { ResultCache } from '../../loader/memo/result-cache.js'
import { constructThrough, withIndices } from '../../loader/memo/wrapper-parts.js'
import { memoize } from '../../loader/memoize.js'
import { COUNTER_STRIDE } from '../../src/wire/counters.js'
import type { BenchRow } from './memoize-rows.js'

export type Call = (a: unknown, b?: unknown, c?: unknown) => unknown

/** `bare`: a Map alone. `lru`: exact. `bounded`: keeps other entries than the most recently used. `hits`: cannot evict. */
export type Order = 'bare' | 'hits' | 'ours' | 'lru' | 'bounded' | 'unbounded'

export interface Contestant {
  name: string
  order: Order
  /** undefined: it cannot do this row. */
  make?: (fn: Call, maxsize: number) => Call
  cannot?: string
}

export const BARE = 'bare Map.get'
export const OURS = 'cache-probe/memoize'
export const UNCOUNTED = 'cache-probe/memoize, hits not counted'

/** `peers` of peers.mjs, each made for the row. */
export function contestantsOf(row: BenchRow, peers: readonly ((row: BenchRow) => Contestant)[]): Contestant[] {
  const isPlainest = row.count === 1 && row.keys === 'integer'
  return [bare(row), ours(row), ...(isPlainest ? [uncounted()] : []), ...peers.map((peer) => peer(row))]
}

function ours({ byContent }: BenchRow): Contestant {
  const key = byContent ? 'structural' : 'identity'
  return { name: OURS, order: 'ours', make: (fn, maxsize) => memoize(fn, { maxsize, key }) as unknown as Call }
}

/**
 * Our wrapper, of its own text, with the cheapest clock there is in place of the one that counts hits. It is behind what
 * the cache stores by, so it must not evict.
 */
function uncounted(): Contestant {
  const text = String(unary).replace('++counters[ticksAt]', '++clock.now')
  if (text === String(unary)) throw new Error('the wrapper does not count hits as it did')
  const names = ['apply', 'constructThrough', 'withIndices']
  const made = new Function(
    ...names,
    `'use strict'; return (parts, anyArity) => { const clock = { now: 0 }; return (${text})(parts, anyArity) }`,
  )
  const uncountedUnary: typeof unary = made(Reflect.apply, constructThrough, withIndices)
  const make = (fn: Call, maxsize: number) => {
    const statistics = { counters: new Float64Array(COUNTER_STRIDE), base: 0 }
    const parts = { fn, cache: new ResultCache(maxsize, statistics), keyedByThis: true, ...statistics }
    return uncountedUnary(parts, variadic(parts)) as Call
  }
  return { name: UNCOUNTED, order: 'hits', make }
}

/** It is filled by the calls that miss, and holds them all. */
function bare({ count, byContent }: BenchRow): Contestant {
  if (byContent) return { name: 'bare Map.get of JSON', order: 'bare', make: bareJson }
  return { name: BARE, order: 'bare', make: [bareUnary, bareUnary, bareBinary, bareTernary][count] as typeof bareUnary }
}

function bareUnary(fn: Call): Call {
  const known = new Map<unknown, unknown>()
  return (a) => known.get(a) ?? stored(known, a, fn(a))
}

function bareJson(fn: Call): Call {
  const known = new Map<string, unknown>()
  return (a) => {
    const key = JSON.stringify(a)
    return known.get(key) ?? stored(known, key, fn(a))
  }
}

function bareBinary(fn: Call): Call {
  const known = new Map<unknown, Map<unknown, unknown>>()
  return (a, b) => known.get(a)?.get(b) ?? stored(branch(known, a), b, fn(a, b))
}

function bareTernary(fn: Call): Call {
  const known = new Map<unknown, Map<unknown, Map<unknown, unknown>>>()
  return (a, b, c) => known.get(a)?.get(b)?.get(c) ?? stored(branch(branch(known, a), b), c, fn(a, b, c))
}

function branch<K, V>(known: Map<unknown, Map<K, V>>, key: unknown): Map<K, V> {
  return known.get(key) ?? stored(known, key, new Map())
}

function stored<K, V>(known: Map<K, V>, key: K, value: V): V {
  known.set(key, value)
  return value
}
