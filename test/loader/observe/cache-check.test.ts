/** What a cache that is switched off is found to have answered otherwise, and that nobody's calls are the worse for it. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cacheChecks } from '../../../loader/observe/cache-check.js'
import type { ProcessRecorder } from '../../../loader/recorder.js'
import { SwitchedCaches } from '../../../loader/switched-caches.js'
import { CACHE_COUNTER_INDEX, type CacheCounter, MARK_ROLES, type MarkRole } from '../../../src/wire/cache-marks.js'
import { COUNTER_STRIDE } from '../../../src/wire/counters.js'
import type { RecordLine } from '../../../src/wire/record.js'

type Fn = (...list: never[]) => unknown

function switchedOff(compared = true) {
  const counters = new Float64Array(COUNTER_STRIDE)
  const lines: RecordLine[] = []
  const recorder = { reserve: () => 0, line: (line: RecordLine) => lines.push(line), touch() {}, counters }
  const checkOf = cacheChecks(recorder as unknown as ProcessRecorder, (_fallback, act) => act(), true)
  const call = new SwitchedCaches(new Set(['a']), (wrapper) => wrapper, checkOf).of([['a', '', 0, compared ? 1 : 0]])
  const mark = (role: MarkRole, value: unknown, holder?: unknown) => call(0, MARK_ROLES.indexOf(role), value, holder)
  const memoized = <F extends Fn>(memoize: (fn: F) => F, fn: F) => mark('outer', memoize(mark('inner', fn) as F)) as F
  const count = (name: CacheCounter) => counters[CACHE_COUNTER_INDEX[name]]
  const counts = () => [count('stale'), count('steady'), count('unsteady')]
  const stale = () => lines.flatMap((line) => (line.type === 'stale-entry' ? [line.entry] : []))
  return { mark, memoized, counts, stale }
}

/** As lodash does: by the first argument. */
function byFirst<F extends Fn>(fn: F): F {
  const kept = new Map<unknown, unknown>()
  return function (this: unknown, first: never, ...rest: never[]) {
    if (!kept.has(first)) kept.set(first, fn.call(this, first, ...rest))
    return kept.get(first)
  } as unknown as F
}

test('arguments that the key leaves out are told from a result that changes by itself', () => {
  const { memoized, counts, stale } = switchedOff()
  const area = memoized(byFirst, (width: number, height: number) => width * height)
  assert.equal([area(2, 3), area(2, 5), area(2, 5), area(3, 1)], [6, 10, 10, 3])
  assert.equal(counts(), [2, 1, 0])
  assert.equal(stale(), [{ asked: '(2, 5)', stored: '6', fresh: '10' }])

  let rate = 1
  const changing = switchedOff()
  const price = changing.memoized(byFirst, (n: number) => n * rate)
  price(4)
  rate = 2
  assert.is(price(4), 8)
  assert.equal(changing.counts(), [0, 0, 1])
})

test('objects that share one cache without being in its key are told apart', () => {
  const { memoized, counts, stale } = switchedOff()
  class Scale {
    constructor(readonly factor: number) {}
  }
  const times = memoized(byFirst, function (this: Scale, n: number) {
    return this.factor * n
  })
  const [one, ten] = [new Scale(1), new Scale(10)]
  assert.equal(
    [one, ten, one, ten].map((scale) => times.call(scale, 2)),
    [2, 20, 2, 20],
  )
  assert.equal(counts(), [2, 2, 0])
  assert.equal(stale(), [{ asked: '(2)', stored: '2', fresh: '20' }])
})

test('what calls itself computes each call once, and so does what throws or is given a callback', () => {
  const { memoized, counts } = switchedOff()
  let calls = 0
  const fib = memoized(byFirst, (n: number): number => {
    calls++
    return n < 2 ? n : fib(n - 1) + fib(n - 2)
  })
  assert.is(fib(10), 55)
  assert.is(calls, 177)
  assert.equal(counts(), [0, 166, 0])

  let thrown = 0
  const failing = switchedOff().memoized(byFirst, (_n: number) => {
    thrown++
    throw new Error('no')
  })
  for (let call = 0; call < 3; call++) assert.throws(() => failing(1), 'no')
  assert.is(thrown, 3)

  const told: number[] = []
  const telling = switchedOff().memoized(byFirst, (n: number, done: (n: number) => void) => done(n))
  for (let call = 0; call < 3; call++) telling(call % 2, (n) => told.push(n))
  assert.equal(told, [0, 1, 0])
})

function asking(compared?: boolean) {
  const { mark, counts, stale } = switchedOff(compared)
  const cache = new Map<string, unknown>()
  const ask = (key: string, ...computed: unknown[]) => {
    for (const fresh of computed) {
      mark('key', key)
      mark('test', cache.has(key), cache)
      cache.set(key, fresh)
    }
  }
  return { cache, ask, counts, stale }
}

test('an entry is held against what the function first put there, unless that was taken out meanwhile', () => {
  const { cache, ask, counts, stale } = asking()
  ask('k', { a: 1 }, { a: 1 }, { a: 2 }, { a: 2 })
  assert.equal(counts(), [1, 0, 0])
  assert.equal(stale(), [{ asked: '"k"', stored: '{ a: 1 }', fresh: '{ a: 2 }' }])
  cache.delete('k')
  ask('k', 3, 3, 3)
  assert.equal(counts(), [1, 0, 0])
})

test('what was there at first may be anything, and of a structure that others fill nothing is compared', () => {
  const seeded = asking()
  seeded.cache.set('float', 'cssFloat')
  seeded.ask('float', 'float', 'float', 'float')
  assert.equal(seeded.counts(), [0, 0, 0])
  const filled = asking(false)
  filled.ask('k', 1, 2, 3)
  assert.equal(filled.counts(), [0, 0, 0])
})

test('a call under way is not taken for another one whose key was made meanwhile', () => {
  const { mark, counts } = switchedOff()
  const inner = mark('inner', (n: number) => n % 2) as (n: number) => number
  const { cacheKey } = mark('options', undefined) as { cacheKey(list: unknown[]): unknown }
  for (const [asked, called] of [
    [1, 1],
    [2, 1],
    [1, 2],
    [1, 1],
  ] as const) {
    cacheKey([asked])
    inner(called)
  }
  assert.equal(counts(), [0, 1, 0])
})

test.run()
