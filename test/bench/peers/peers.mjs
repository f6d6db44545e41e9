/** The memoizers that ours is held against, each as its readme has it used, bounded where it can be. */
import fastMemoize from 'fast-memoize'
import lodashMemoize from 'lodash.memoize'
import { LRUCache } from 'lru-cache'
import memoizee from 'memoizee'
import { memoize as microMemoize } from 'micro-memoize'
import { LRUMap } from 'mnemonist'
import moize from 'moize'
import nanoMemoize from 'nano-memoize'
import QuickLRU from 'quick-lru'
import { weakMapMemoize } from 'reselect'

const ONE_ARGUMENT = 'one argument only'
const NO_CONTENT = 'no keys by content'

/** What stands in front of a cache that has `get` and `set`. */
function through(cache, fn, keyOf) {
  return (a, b, c) => {
    const key = keyOf === undefined ? a : keyOf(a, b, c)
    const known = cache.get(key)
    if (known !== undefined) return known
    const value = fn(a, b, c)
    cache.set(key, value)
    return value
  }
}

const joinedTwo = (a, b) => `${a}|${b}`
const joinedThree = (a, b, c) => `${a}|${b}|${c}`
const json = (a) => JSON.stringify(a)

/** The three caches hold one key: for more arguments, or for content, it has to be made by whoever uses them. */
function behindKey(name, order, makeCache) {
  return ({ count, byContent }) => {
    const keyOf = byContent ? json : [undefined, undefined, joinedTwo, joinedThree][count]
    const how = byContent ? ' (JSON key)' : count > 1 ? ' (joined key)' : ''
    return { name: name + how, order, make: (fn, maxsize) => through(makeCache(maxsize), fn, keyOf) }
  }
}

/**
 * For a row of `count` arguments, objects among them `byContent` or not. `order`: `lru` is exact; `bounded` keeps other
 * ones than the most recently used; `unbounded` never evicts. `cannot`: why there is no `make`.
 */
export const peers = [
  behindKey('mnemonist LRUMap', 'lru', (maxsize) => new LRUMap(maxsize)),
  behindKey('lru-cache get/set', 'lru', (max) => new LRUCache({ max })),
  ({ count, byContent }) => {
    const [name, order] = ['lru-cache memo', 'lru']
    if (count > 1) return { name, order, cannot: ONE_ARGUMENT }
    if (byContent) return { name, order, cannot: NO_CONTENT }
    const make = (fn, max) => {
      const cache = new LRUCache({ max, memoMethod: (key) => fn(key) })
      return (a) => cache.memo(a)
    }
    return { name, order, make }
  },
  behindKey('quick-lru', 'bounded', (maxSize) => new QuickLRU({ maxSize })),
  ({ byContent }) => {
    const [name, order] = ['micro-memoize', 'lru']
    if (byContent) return { name, order, cannot: NO_CONTENT }
    return { name, order, make: (fn, maxSize) => microMemoize(fn, { maxSize }) }
  },
  ({ byContent }) => ({
    name: byContent ? 'moize (isSerialized)' : 'moize',
    order: 'lru',
    make: (fn, maxSize) => moize(fn, { maxSize, isSerialized: byContent }),
  }),
  ({ count, keys, byContent }) => ({
    name: byContent ? 'memoizee (JSON key)' : 'memoizee',
    order: 'lru',
    make: (fn, max) =>
      memoizee(fn, {
        max,
        length: count,
        ...(byContent ? { normalizer: (list) => JSON.stringify(list[0]) } : { primitive: keys !== 'object' }),
      }),
  }),
  ({ byContent }) => {
    const [name, order] = ['reselect weakMapMemoize', 'bounded']
    if (byContent) return { name, order, cannot: NO_CONTENT }
    return { name, order, make: (fn, maxSize) => weakMapMemoize(fn, { maxSize }) }
  },
  () => ({ name: 'fast-memoize', order: 'unbounded', make: (fn) => fastMemoize(fn) }),
  ({ count, byContent }) => {
    const [name, order] = ['lodash.memoize', 'unbounded']
    if (byContent) return { name: `${name} (JSON key)`, order, make: (fn) => lodashMemoize(fn, json) }
    if (count > 1) return { name, order, cannot: ONE_ARGUMENT }
    return { name, order, make: (fn) => lodashMemoize(fn) }
  },
  ({ byContent }) => {
    const [name, order] = ['nano-memoize', 'unbounded']
    if (byContent) return { name, order, make: (fn) => nanoMemoize.nanomemoize(fn, { serializer: json }) }
    return { name, order, make: (fn) => nanoMemoize.nanomemoize(fn) }
  },
]
