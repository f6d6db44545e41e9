import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { SITE_FLAGS } from '../../../loader/armed-site.js'
import { cachedArm } from '../../../loader/memo/cached-arm.js'
import { timeArm } from '../../../loader/observe/time-arm.js'
import type { SiteKey } from '../../../src/wire/site-key.js'
import { armed } from './armed.js'

const COUNTS = ['calls', 'hits', 'misses', 'evictions', 'currsize', 'threw', 'bypassed'] as const

test('every call goes through, and is counted as the memoizer counts it', () => {
  let made = 0
  const fn = (key: number) => {
    made++
    if (key === 3) throw new Error('3 is refused')
    return key
  }
  const timed = armed(timeArm, fn, { maxsize: 4 })
  const cached = armed(cachedArm, fn, { maxsize: 4 })
  const keys = [1, 2, 3, 1, 4, 5, 6, 1, 3, 2, 2, 2]
  for (const { call } of [timed, cached]) {
    made = 0
    for (const key of keys) {
      try {
        call(key)
      } catch {
        // Counted by both.
      }
    }
    if (call === timed.call) assert.is(made, keys.length)
  }
  assert.equal(timed.counts(...COUNTS), cached.counts(...COUNTS))
  assert.equal(timed.counts('hits', 'misses'), { hits: 4, misses: 8 })
})

test('a call whose key turns out not to be made is passed by, as the memoizer passes it by', () => {
  const key: SiteKey = { strategy: 'projected', leaves: [{ from: 0, path: ['a'], by: 'identity' }], plain: true }
  const fn = (given: { a: number }) => given.a
  const [timed, cached] = [timeArm, cachedArm].map((arm) => armed(arm, fn, { key }))
  const asked = {
    get a() {
      return 5
    },
  }
  // Leaves are read plainly, until one of them is found to be an accessor.
  for (const site of [timed, cached])
    assert.equal([asked, { a: 1 }, asked, { a: 1 }].map(site?.call as typeof fn), [5, 1, 5, 1])
  assert.equal(timed?.counts(...COUNTS), cached?.counts(...COUNTS))
  assert.equal(timed?.counts('hits', 'misses', 'bypassed'), { hits: 1, misses: 1, bypassed: 2 })
})

test('only would-be hits are timed', () => {
  const site = armed(timeArm, (key: number) => key)
  for (const key of [1, 2, 1, 3, 1]) site.call(key)
  assert.equal(site.counts('hits', 'misses', 'timedHits', 'timed', 'lookups'), {
    hits: 2,
    misses: 3,
    timedHits: 2,
    timed: 2,
    lookups: 5,
  })
  assert.ok((site.counts('clockNs').clockNs ?? 0) > 0)
})

test('a key that is far dearer than the call is let go, and calls go on being counted', () => {
  const key: SiteKey = { strategy: 'projected', leaves: [{ from: 0, path: [], by: 'content' }] }
  const lists = [0, 1].map((first) => Array.from({ length: 400 }, (_, index) => first + index))
  const site = armed(timeArm, (list: number[]) => list.length, { key })
  const dear = 100_000
  for (let call = 0; call < dear; call++) assert.is(site.call(lists[call & 1] as number[]), 400)
  const { calls = 0, hits = 0, misses = 0, unfollowed = 0 } = site.counts('calls', 'hits', 'misses', 'unfollowed')
  assert.is(calls, dear)
  assert.is(misses, 2)
  assert.is(hits + misses + unfollowed, dear)
  assert.ok(unfollowed > dear / 10, `${unfollowed} calls were let go`)
  const cheap = armed(timeArm, (n: number) => n)
  for (let call = 0; call < dear; call++) cheap.call(call & 1)
  assert.equal(cheap.counts('calls', 'hits', 'unfollowed'), { calls: dear, hits: dear - 2, unfollowed: 0 })
})

test('calls that have been let go are taken up again when they come to take longer than their keys', () => {
  const key: SiteKey = { strategy: 'projected', leaves: [{ from: 0, path: [], by: 'content' }] }
  const list = Array.from({ length: 400 }, (_, index) => index)
  let rounds = 0
  const work = (given: number[]) => {
    let sum = 0
    for (let round = 0; round < rounds; round++) for (const one of given) sum += one * round
    return sum
  }
  const site = armed(timeArm, work, { key })
  for (let call = 0; call < 50_000; call++) site.call(list)
  const { unfollowed: before = 0 } = site.counts('unfollowed')
  assert.ok(before > 0)
  rounds = 2000
  for (let call = 0; call < 1000; call++) site.call(list)
  const { unfollowed: after = 0 } = site.counts('unfollowed')
  assert.ok(after - before < 500, `${after - before} dear calls were let go`)
})

test('its untimed twin does all the same, and reads no clock', () => {
  const site = armed(timeArm, (key: number) => key, { untimed: true })
  for (const key of [1, 2, 1, 3, 1]) site.call(key)
  assert.equal(site.counts('hits', 'misses', 'timedHits', 'timed', 'lookups', 'timingNs'), {
    hits: 2,
    misses: 3,
    timedHits: 2,
    timed: 0,
    lookups: 0,
    timingNs: 0,
  })
})

test('of three sites inside of each other each hit is timed once, in the outermost that would have hit', () => {
  const inner = armed(timeArm, (key: number) => key)
  const middle = armed(timeArm, (key: number) => inner.call(key % 2))
  const outer = armed(timeArm, (key: number) => middle.call(key) + inner.call(7))
  for (const key of [1, 1, 2, 2]) outer.call(key)
  const counts = [outer, middle, inner].map(({ counts }) => counts('hits', 'timedHits', 'timed'))
  assert.equal(counts, [
    // The second one was passed over, to see what is inside of it.
    { hits: 2, timedHits: 2, timed: 1 },
    { hits: 2, timedHits: 0, timed: 0 },
    // Its hits inside of calls that miss: `inner.call(7)` of the third call of `outer`.
    { hits: 4, timedHits: 1, timed: 1 },
  ])
  const insideOf = inner.lines.flatMap((line) => (line.type === 'evidence' ? [line.code] : []))
  assert.equal(insideOf, ['inside-hit'])
})

test('a hit inside of another site’s hit is saved by that one, and is not timed again', () => {
  const inner = armed(timeArm, (key: number) => key)
  const outer = armed(timeArm, (key: number) => inner.call(key) + inner.call(key))
  outer.call(1)
  assert.equal(inner.counts('hits', 'timedHits'), { hits: 1, timedHits: 1 })
  outer.call(1)
  assert.equal(outer.counts('hits', 'timedHits', 'timed'), { hits: 1, timedHits: 1, timed: 1 })
  assert.equal(inner.counts('hits', 'timedHits'), { hits: 2, timedHits: 1 })
  inner.call(1)
  assert.equal(inner.counts('hits', 'timedHits'), { hits: 3, timedHits: 2 })
})

test('a call inside of a hit of its own function is none that a cache would see', () => {
  const site = armed(timeArm, (n: number): number => (n === 0 ? 0 : site.call(n - 1) + 1))
  for (let call = 0; call < 4; call++) assert.is(site.call(5), 5)
  const cached = armed(cachedArm, (n: number): number => (n === 0 ? 0 : cached.call(n - 1) + 1))
  for (let call = 0; call < 4; call++) assert.is(cached.call(5), 5)
  const counts = { calls: 9, hits: 3, misses: 6 }
  assert.equal(cached.counts('calls', 'hits', 'misses'), counts)
  assert.equal(site.counts('calls', 'hits', 'misses'), counts)
})

test('while a hit is timed no key is made for what is known to be called inside of it, and every other hit is not timed', () => {
  const inner = armed(timeArm, (key: number) => key)
  const outer = armed(timeArm, (key: number) => inner.call(key))
  for (let call = 0; call < 6; call++) assert.is(outer.call(1), 1)
  assert.equal(outer.counts('calls', 'hits', 'timedHits', 'timed'), { calls: 6, hits: 5, timedHits: 5, timed: 3 })
  assert.equal(inner.counts('calls', 'hits'), { calls: 4, hits: 3 })
})

test('a hit that throws is no sample, and the next one outside of it is outermost again', () => {
  let fails = false
  const site = armed(timeArm, (key: number) => {
    if (fails) throw new Error('no')
    return key
  })
  site.call(1)
  fails = true
  assert.throws(() => site.call(1), /no/)
  fails = false
  site.call(1)
  assert.equal(site.counts('hits', 'timedHits', 'timed', 'threw'), { hits: 2, timedHits: 2, timed: 1, threw: 1 })
})

test('`this` is in the key where it is read, and reaches the function', () => {
  const one = { n: 1 }
  const other = { n: 2 }
  const read = function (this: { n: number }) {
    return this.n
  }
  const site = armed(timeArm, read, { flags: SITE_FLAGS.readsThis })
  assert.equal(
    [one, other, one].map((self) => site.call.call(self)),
    [1, 2, 1],
  )
  assert.equal(site.counts('hits', 'misses'), { hits: 1, misses: 2 })
})

test('`new` goes through and is no call', () => {
  class Shape {}
  const site = armed(timeArm, Shape as never)
  const Wrapped = site.call as unknown as typeof Shape
  assert.ok(new Wrapped() instanceof Shape)
  assert.equal(site.counts(...COUNTS), {
    calls: 0,
    hits: 0,
    misses: 0,
    evictions: 0,
    currsize: 0,
    threw: 0,
    bypassed: 1,
  })
})

test('a fault of ours switches the site off with one line, and every call is made once', () => {
  let made = 0
  const lines: string[] = []
  const site = {
    id: 'f',
    flags: 0,
    arm: 'time',
    maxsize: 4,
    cacheSize: 4,
    maxCacheSize: 4,
    counters: new Float64Array(99),
    base: 0,
  } as const
  const handle = timeArm(site, {
    touch() {
      throw new Error('disk full')
    },
    callsLeft: new Int32Array(1),
    line: ({ type }) => lines.push(type),
  })
  const wrapped = handle.wrap(() => ++made)
  assert.equal([wrapped(), wrapped(), lines], [1, 2, ['fault']])
})

test.run()
