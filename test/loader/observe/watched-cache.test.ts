/** What is counted at a cache of the owner's, and that nobody can tell. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { CacheWatch } from '../../../loader/observe/cache-watch.js'
import { WatchedCache } from '../../../loader/observe/watched-cache.js'
import type { ProcessRecorder } from '../../../loader/recorder.js'
import { CACHE_COUNTER_INDEX, CACHE_COUNTERS, type CacheCounter, MARK_ROLES } from '../../../src/wire/cache-marks.js'

function watched(property = '') {
  const counters = new Float64Array(CACHE_COUNTERS.length)
  const cache = new WatchedCache({
    recorder: { touch() {} },
    counters,
    base: 0,
    property,
    tellsSize: false,
    lru: { watch() {} },
    guard: (_fallback, act) => act(),
    standsFor: (wrapper) => wrapper,
  })
  const count = (name: CacheCounter) => counters[CACHE_COUNTER_INDEX[name]]
  return { cache, count }
}

function ask(cache: WatchedCache, key: unknown, found: boolean, holder: unknown): void {
  cache.key(key)
  cache.asked(found, holder)
}

test('keys that were never found, found later, and asked for again in vain', () => {
  const { cache, count } = watched()
  const [object, holder] = [{}, new Map([['a', 1]])]
  for (const [key, found] of [
    ['a', false],
    ['a', true],
    ['a', true],
    ['b', false],
    ['b', false],
    [object, false],
    [object, true],
  ]) {
    ask(cache, key, found as boolean, holder)
  }
  cache.finish()
  const names = ['calls', 'found', 'keys', 'hitKeys', 'returns', 'sized', 'entries'] as const
  assert.equal(names.map(count), [7, 3, 3, 2, 1, 1, 1])
})

test('what `??=` finds is what it has of its own, unless the key is an object', () => {
  const { cache, count } = watched('kept')
  const kept: Record<string, unknown> = { a: 0 }
  const isSome = (entry: unknown) => entry !== undefined && entry !== null
  const key = {
    toString() {
      throw new Error('ran')
    },
  }
  for (const asked of ['a', 'b', 'constructor', key]) cache.askedBy(asked, { kept }, isSome)
  cache.askedBy('a', { kept }, Boolean)
  cache.askedBy('a', undefined, isSome)
  cache.finish()
  assert.equal((['calls', 'found', 'keys', 'entries'] as const).map(count), [4, 1, 3, 1])
})

test('an array is a holder, and none of what it holds', () => {
  const { cache, count } = watched()
  const holder = [1, { a: 1 }, new Map([['b', 2]])]
  for (const key of [0, 1, 0]) ask(cache, key, true, holder)
  cache.finish()
  assert.equal((['calls', 'found', 'sized', 'entries'] as const).map(count), [3, 3, 0, 0])
})

test('a miss is what the program takes for one, and the entries of a table of tables are those of its tables', () => {
  const counters = new Float64Array(CACHE_COUNTERS.length)
  const recorder = { reserve: () => 0, line() {}, touch() {}, counters } as unknown as ProcessRecorder
  const watch = new CacheWatch(
    recorder,
    (_fallback, act) => act(),
    (wrapper) => wrapper,
  )
  const call = watch.of([['a', '', 0, 0]])
  for (const [role, value] of [
    ['look-falsy', 0],
    ['look-falsy', 1],
    ['look-nullish', null],
    ['look-nullish', 0],
    ['look-null', null],
    ['look-null', false],
    ['look', null],
    ['table', { x: 1, y: 2 }],
    ['table', new Map([['z', 3]])],
  ] as const) {
    assert.is(call(0, MARK_ROLES.indexOf(role), value), value)
  }
  watch.finish()
  const names = ['calls', 'found', 'unkeyed', 'sized', 'entries'] as const
  assert.equal(
    names.map((name) => counters[CACHE_COUNTER_INDEX[name]]),
    [7, 4, 1, 1, 3],
  )
})

test('entries are counted in a Map, in an object and in a property, never by code of the owner', () => {
  class Own extends Map<number, number> {
    override get size(): number {
      throw new Error('ran')
    }
  }
  const getter = {
    get list() {
      throw new Error('ran')
    },
  }
  for (const [property, holder, entries] of [
    ['', new Own([[1, 1]]), 1],
    [
      '',
      {
        a: 1,
        get b() {
          throw new Error('ran')
        },
      },
      2,
    ],
    ['list', { list: { a: 1, b: 2, c: 3 } }, 3],
  ] as const) {
    const { cache, count } = watched(property)
    ask(cache, 1, true, holder)
    cache.finish()
    assert.equal([count('sized'), count('entries')], [1, entries])
  }
  for (const holder of [
    getter,
    new (class {
      get size() {
        throw new Error('ran')
      }
    })(),
    new Proxy({}, {}),
  ]) {
    const { cache, count } = watched(holder === getter ? 'list' : '')
    ask(cache, 1, true, holder)
    cache.finish()
    assert.is(count('sized'), 0)
  }
})

test('a memoized function is the same to everybody, its calls and those of what it memoizes are counted', () => {
  const { cache, count } = watched()
  const fn = cache.inner(function double(this: unknown, n: number) {
    return n * 2
  }) as (n: number) => number
  const memo = new Map<number, number>()
  const memoized = Object.assign((n: number) => memo.get(n) ?? memo.set(n, fn(n)).get(n), { cache: memo })
  const seen = cache.outer(memoized) as typeof memoized
  assert.equal([fn.name, fn.length, seen.cache], ['double', 1, memo])
  assert.equal([seen(1), seen(1), seen(2)], [2, 2, 4])
  cache.finish()
  assert.equal((['calls', 'computed', 'sized', 'entries'] as const).map(count), [3, 2, 1, 2])
})

test('a memoizer that goes by identity is counted by its key, which stays what it was', () => {
  const { cache, count } = watched()
  const byDefault = cache.options(undefined) as { cacheKey: (list: unknown[]) => unknown }
  assert.is(byDefault.cacheKey(['a', 'b']), 'a')
  const own = cache.options({ maxAge: 5, cacheKey: (list: unknown[]) => list.length }) as typeof byDefault & {
    maxAge: number
  }
  assert.equal([own.maxAge, own.cacheKey(['a', 'b'])], [5, 2])
  assert.is(count('calls'), 2)
  const unread = {
    get cacheKey() {
      throw new Error('ran')
    },
  }
  assert.is(cache.options(unread), unread)
})

test('what it held is looked at whenever twice as many calls were made', () => {
  const { cache, count } = watched()
  const holder: Record<string, number> = {}
  for (let call = 1; call <= 40; call++) {
    holder[`k${call}`] = call
    ask(cache, call, false, holder)
  }
  cache.finish()
  assert.equal((['earlierEntries', 'entries'] as const).map(count), [16, 40])
})

test('of a memoizer that hides what it holds, what it had computed then is told instead', () => {
  const { cache, count } = watched()
  const fn = cache.inner((n: number) => n) as (n: number) => number
  const memo = new Map<number, number>()
  const seen = cache.outer((n: number) => memo.get(n) ?? memo.set(n, fn(n)).get(n)) as typeof fn
  for (let call = 0; call < 4096; call++) seen(call % 150)
  cache.finish()
  assert.equal((['earlierEntries', 'computed', 'sized'] as const).map(count), [150, 150, 0])
})

test.run()
