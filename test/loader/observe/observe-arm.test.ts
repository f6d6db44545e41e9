import { createHash, type Hash } from 'node:crypto'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { MAX_INSTANCES, SITE_FLAGS } from '../../../loader/armed-site.js'
import { cachedArm } from '../../../loader/memo/cached-arm.js'
import { observeArm } from '../../../loader/observe/observe-arm.js'
import type { CounterexampleLine, DistancesLine, EvidenceLine } from '../../../src/wire/record.js'
import type { StalenessLine } from '../../../src/wire/staleness.js'
import { seededRandom } from '../memo/seeded-random.js'
import { armed, observed, siteFor } from './armed.js'

test('every call of a recursion is counted: fib(5) makes 15', () => {
  let fib = (n: number): number => (n < 2 ? n : fib(n - 1) + fib(n - 2))
  const site = observed(fib)
  fib = site.call
  assert.is(fib(5), 5)
  assert.equal(site.counts(), { calls: 15, hits: 9, misses: 6, currsize: 6, checked: 9 })
})

test('would-be hits, misses, evictions and size are those of the memoizer', () => {
  const random = seededRandom(7).unit
  const fn = (a: number, b?: string) => {
    if (a === 3) throw new Error('3 is refused')
    return `${a}${b}`
  }
  const watched = observed(fn, { cacheSize: 16 })
  const cached = armed(cachedArm, fn, { maxsize: 16 })
  for (let call = 0; call < 5000; call++) {
    const list: [number, string?] = random() < 0.5 ? [Math.floor(random() * 20)] : [Math.floor(random() * 9), 'x']
    for (const { call } of [watched, cached]) {
      try {
        call(...list)
      } catch {
        // Counted by both.
      }
    }
  }
  const names = ['calls', 'hits', 'misses', 'evictions', 'currsize', 'threw'] as const
  assert.equal(watched.counts(...names), cached.counts(...names))
  assert.ok((watched.counts('evictions').evictions ?? 0) > 100)
})

test('a result is compared although the cache has evicted it', () => {
  let version = 0
  const site = observed((key: number) => key + version, { cacheSize: 2 })
  for (const key of [1, 2, 3]) site.call(key)
  version = 10
  site.call(1)
  assert.equal(site.counts('hits', 'misses', 'evictions', 'checked', 'mismatches'), {
    hits: 0,
    misses: 4,
    evictions: 2,
    checked: 1,
    mismatches: 1,
  })
})

test('what reads the clock is followed for as long as its results may last', () => {
  const spend = (ms: number) => {
    for (const until = performance.now() + ms; performance.now() < until; );
  }
  const changesAfter = (calls: number) => {
    let count = 0
    const site = observed((key: string) => (Date.now() > 0 && ++count > calls ? `late ${key}` : key))
    site.call('a')
    spend(25)
    while (count < 6000) site.call('a')
    site.handle.finish()
    const line = site.lines.find(({ type }) => type === 'staleness') as StalenessLine | undefined
    return [line?.changes, (line?.soonestMs ?? 0) >= 20, site.counts('unfollowed').unfollowed]
  }
  assert.equal(changesAfter(5000), [1, true, 0])
})

test('what reads the clock and gives another result at once is not followed to the end', () => {
  let count = 0
  const site = observed((key: string) => `${key} ${Date.now() > 0 ? ++count : 0}`)
  while (count < 6000) site.call('a')
  assert.equal(site.counts('misses', 'unfollowed'), { misses: 1, unfollowed: 4000 })
})

test('a counterexample names arguments, both results, the calls before it and the place of the call', () => {
  let version = 0
  const site = observed((options: { a: number }) => ({ ...options, version: version++ }))
  const options = { a: 1 }
  for (let call = 0; call < 3; call++) site.call(options)
  const [line, ...more] = site.lines as CounterexampleLine[]
  assert.is(more.length, 0)
  const { callSite, ...rest } = (line as CounterexampleLine).counterexample
  assert.equal(rest, {
    arguments: ['{ a: 1 }'],
    stored: '{ a: 1, version: 0 }',
    fresh: '{ a: 1, version: 1 }',
    afterCalls: 1,
  })
  assert.match(callSite ?? '', /observe-arm\.test\.js:\d+:\d+$/)
  assert.equal(site.counts('checked', 'mismatches'), { checked: 2, mismatches: 2 })
})

test('an exception where a result is stored is a counterexample, and goes on as it was', () => {
  const failure = new Error('late')
  let fails = false
  const site = observed((_key: number) => {
    if (fails) throw failure
    return 1
  })
  site.call(1)
  fails = true
  assert.throws(
    () => site.call(1),
    (error: unknown) => error === failure,
  )
  assert.throws(
    () => site.call(2),
    (error: unknown) => error === failure,
  )
  assert.equal(site.counts(), { calls: 3, hits: 1, misses: 2, currsize: 1, checked: 1, mismatches: 1, threw: 2 })
})

test('a result that aliases live state is compared as it is now, and its change is noted', () => {
  const live = { count: 0 }
  const site = observed((_key: string) => {
    live.count++
    return live
  })
  site.call('a')
  site.call('a')
  site.handle.finish()
  assert.equal(site.counts('checked', 'mismatches', 'mutatedResults', 'sharedResults'), {
    checked: 1,
    mismatches: 0,
    mutatedResults: 1,
    sharedResults: 1,
  })
})

test('a caller that changes its result is noticed at the next call with that key', () => {
  const site = observed((key: number) => [key])
  site.call(1).push(2)
  assert.is(site.counts('mutatedResults').mutatedResults, 0)
  site.call(1)
  assert.is(site.counts('mutatedResults').mutatedResults, 1)
  assert.is((site.lines[0] as EvidenceLine).detail, '[1] had become [1, 2] when looked at again')
})

test('a caller that changes a later result is noticed at the end', () => {
  const site = observed((key: number) => ({ key }))
  site.call(1)
  site.call(1)
  site.call(1).key = 5
  site.handle.finish()
  assert.equal(site.counts('mutatedResults', 'sharedResults', 'mismatches'), {
    mutatedResults: 1,
    sharedResults: 1,
    mismatches: 0,
  })
  assert.equal(site.codes(), ['mutated-result', 'distances'])
})

test('frozen and immutable results are not shared state', () => {
  const site = observed((locale: string) => Object.freeze({ format: new Intl.NumberFormat(locale) }))
  site.call('de')
  site.call('de')
  assert.equal(site.counts('checked', 'sharedResults', 'unknown'), { checked: 1, sharedResults: 0, unknown: 0 })
})

test('results that have no equality are unknown, with one line of evidence', () => {
  const site = observed((key: number) => () => key)
  for (let call = 0; call < 3; call++) site.call(1)
  assert.equal(site.counts('checked', 'mismatches', 'unknown'), { checked: 0, mismatches: 0, unknown: 2 })
  assert.equal(site.codes(), ['uncomparable-result'])
})

test('calls that change an argument are counted, in nested calls each for its own', () => {
  const inner = observed((list: number[]) => list.push(1))
  const outer = observed((list: number[]) => inner.call([...list]) + inner.call(list))
  outer.call([])
  assert.is(outer.counts('mutatedArguments').mutatedArguments, 1)
  assert.is(inner.counts('mutatedArguments').mutatedArguments, 2)
  assert.equal(outer.codes(), ['mutated-argument'])
  const reader = observed((list: number[]) => list.length)
  reader.call([1])
  assert.is(reader.counts('mutatedArguments').mutatedArguments, 0)
})

test('an argument over budget is not called changed', () => {
  const site = observed((list: number[]) => list.push(1))
  site.call(new Array(5000).fill(0))
  assert.equal(site.counts('mutatedArguments'), { mutatedArguments: 0 })
  assert.equal(site.codes(), ['over-budget'])
})

class Tally {
  total = 0
  add(amount: number): number {
    this.total += amount
    return amount
  }
}

test('`this` is part of the key, and its changes are noted, only where it is read', () => {
  for (const flags of [SITE_FLAGS.readsThis, 0]) {
    const site = observed(Tally.prototype.add, { flags })
    const [one, other] = [new Tally(), new Tally()]
    for (const tally of [one, other, one]) site.call.call(tally, 1)
    assert.is(one.total, 2)
    const read = flags === SITE_FLAGS.readsThis
    assert.equal(site.counts('hits', 'mutatedThis', 'thisReads'), {
      hits: read ? 1 : 2,
      mutatedThis: read ? 3 : 0,
      thisReads: read ? 3 : 0,
    })
  }
})

class Words {
  _table: string[] | undefined
  f(index: number): string {
    this._table ??= ['a', 'b']
    return this._table[index % 2] as string
  }
}

test('a field that the source says is filled when it is first needed is no change of `this` or of an argument', () => {
  for (const filled of [['_table'], undefined]) {
    const method = observed(Words.prototype.f, { flags: SITE_FLAGS.readsThis, filled })
    const words = new Words()
    for (const index of [1, 1]) method.call.call(words, index)
    assert.is(method.counts('mutatedThis').mutatedThis, filled ? 0 : 1)
    const helper = observed((given: Words) => given.f(1), { filled })
    helper.call(new Words())
    assert.is(helper.counts('mutatedArguments').mutatedArguments, filled ? 0 : 1)
  }
})

test('calls that are keyed by an object which could change in place are counted', () => {
  const site = observed((options: unknown, name: string) => `${name}${options}`)
  for (const options of [{}, [1], Object.freeze({}), undefined, 'plain', String]) site.call(options, 'a')
  assert.is(site.counts('objectKeys').objectKeys, 2)
})

test('calls that are given functions, and calls that return nothing, are counted', () => {
  const site = observed((each: unknown, value?: number) => (typeof each === 'function' ? undefined : value))
  site.call(String)
  site.call(String, 1)
  site.call('a', 1)
  assert.equal(site.counts('calls', 'functionKeys', 'voidResults'), { calls: 3, functionKeys: 2, voidResults: 2 })
})

test('once there is evidence enough against a cache, calls are only counted', () => {
  const site = observed((list: number[]) => list.push(0))
  const list: number[] = []
  for (let call = 0; call < 3000; call++) site.call(list)
  assert.is(list.length, 3000)
  assert.equal(site.counts('calls', 'mutatedArguments', 'hits'), { calls: 3000, mutatedArguments: 17, hits: 1998 })
})

test('host state in arguments or result is counted', () => {
  const site = observed((data: string, hash?: Hash) => (hash ?? createHash('md5')).update(data))
  site.call('a')
  site.call('a', createHash('md5'))
  assert.equal(site.counts(), { calls: 2, misses: 2, currsize: 2, hostState: 2, objectKeys: 1 })
  assert.equal(site.lines, [{ type: 'evidence', site: 'a.js#f', code: 'host-state', detail: 'a crypto.Hash' }])
})

test('iterators and thenables are bypassed, never stored', () => {
  const iterator = observed((list: number[]) => list.values())
  const generator = observed(function* () {
    yield 1
  })
  // biome-ignore lint/suspicious/noThenProperty: a foreign thenable is what is tested.
  const thenable = observed(() => ({ then() {} }))
  for (let call = 0; call < 2; call++) {
    iterator.call([])
    generator.call()
    thenable.call()
  }
  assert.equal(iterator.counts(), { calls: 2, bypassed: 2, iterators: 2, objectKeys: 2 })
  assert.equal(generator.counts(), { calls: 2, bypassed: 2, iterators: 2 })
  assert.equal(thenable.counts(), { calls: 2, bypassed: 2 })
})

test('`new` goes through with the wrapper as new.target, and is no call', () => {
  function Shape(this: { sides: number }, sides: number) {
    this.sides = sides
  }
  const site = observed(Shape)
  const Wrapped = site.call as unknown as new (sides: number) => { sides: number; area(): number }
  Wrapped.prototype = { area: () => 4 }
  const shape = new Wrapped(3)
  assert.ok(shape instanceof Wrapped)
  assert.is(shape.sides + shape.area(), 7)
  assert.equal(site.counts(), { bypassed: 1 })
})

test('a wrapper looks like its function', () => {
  const fn = (a: number, b: number) => a + b
  fn.version = 2
  const { call } = observed(fn)
  assert.is(call.name, 'fn')
  assert.is(call.length, 2)
  assert.is(call.version, 2)
})

test('reuse distances are written at the end', () => {
  const site = observed((key: number) => key)
  for (const key of [1, 2, 3, 1, 1]) site.call(key)
  site.handle.finish()
  const line = site.lines.at(-1) as DistancesLine
  assert.equal(line, {
    type: 'distances',
    site: 'a.js#f',
    distances: [
      [1, 1],
      [3, 1],
    ],
    cold: 3,
    block: 0,
  })
})

test('above 100,000 keys distances are truncated, which is said, and hits are still exact', () => {
  const site = observed((key: number) => key)
  for (let key = 0; key < 120_000; key++) site.call(key)
  for (let key = 119_900; key < 120_000; key++) site.call(key)
  site.handle.finish()
  assert.equal(site.counts('hits', 'distinct', 'checked'), { hits: 100, distinct: 100_000, checked: 100 })
  assert.equal(site.codes(), ['distances-truncated', 'distances'])
})

test('keys between two uses of one lie between them, whether they are followed or not', () => {
  const site = observed((key: number | object) => typeof key)
  for (let call = 0; call < 30_000; call++) {
    site.call(call % 97)
    if (call % 3 === 0) site.call({})
  }
  site.handle.finish()
  const { distances, cold } = site.lines.at(-1) as DistancesLine
  assert.is(cold, 97 + 10_000)
  assert.equal(
    distances.map(([distance]) => distance),
    [129, 130],
  )
  assert.is(site.counts('hits').hits, 0)
})

test('each closure has a cache of its own; statistics are the site’s, and the number of closures is bounded', () => {
  const site = siteFor('observe', { exhaustive: true })
  const handle = observeArm(site, { line() {}, touch() {}, callsLeft: new Int32Array(1) })
  const adder = (n: number) => (m: number) => n + m
  const fns = Array.from({ length: MAX_INSTANCES + 4 }, (_, n) => adder(n))
  const wrapped = fns.map((fn) => handle.wrap(fn))
  for (const fn of wrapped) for (const m of [1, 1]) fn(m)
  const { counts } = armed(() => handle, adder(0), { counters: site.counters })
  assert.equal(counts('calls', 'hits', 'mismatches', 'instances', 'untrackedInstances'), {
    calls: 2 * MAX_INSTANCES,
    hits: MAX_INSTANCES,
    mismatches: 0,
    instances: MAX_INSTANCES,
    untrackedInstances: 5,
  })
  assert.is(wrapped.at(-1), fns.at(-1))
})

test('a fault of ours switches the site off with one line, and every call is made exactly once', () => {
  let made = 0
  const fn = (key: number) => {
    made++
    return key
  }
  for (const failing of ['touch', 'line'] as const) {
    made = 0
    const lines: string[] = []
    const site = siteFor('observe')
    const recorder = {
      touch: () => {
        if (failing === 'touch') throw new Error('disk full')
      },
      line: ({ type }: { type: string }) => {
        if (failing === 'line') throw new Error('disk full')
        lines.push(type)
      },
      callsLeft: new Int32Array(1),
    }
    const handle = observeArm(site, recorder)
    const wrapped = handle.wrap(failing === 'line' ? () => fn(Math.random()) : fn)
    wrapped(1)
    wrapped(1)
    handle.finish()
    assert.is(made, 2)
    assert.equal(lines, failing === 'touch' ? ['fault'] : [])
  }
})

test('a fault after the call does not hide its result or its exception', () => {
  const site = siteFor('observe')
  const handle = observeArm(site, {
    touch() {},
    callsLeft: new Int32Array(1),
    line() {
      throw new Error('disk full')
    },
  })
  const failing = handle.wrap(() => {
    Date.now()
    throw new TypeError('mine')
  })
  assert.throws(failing, (error: unknown) => error instanceof TypeError)
})

test('a recursion that runs out of stack ends as it would, and the site goes on', () => {
  let depth = (n: number): number => 1 + depth(n + 1)
  const site = observed(depth)
  depth = site.call
  assert.throws(
    () => depth(0),
    (error: unknown) => error instanceof RangeError,
  )
  assert.equal(site.codes(), [])
  const calls = site.counts('calls').calls ?? 0
  assert.throws(
    () => depth(-1e6),
    (error: unknown) => error instanceof RangeError,
  )
  assert.ok((site.counts('calls').calls ?? 0) > calls)
})

test.run()
