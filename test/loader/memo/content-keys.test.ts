import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { memoize } from '../../../loader/memoize.js'
import { KEYED } from './keyed-functions.js'
import { ALIKE, APART, Point, UNKEYABLE, UNKEYABLE_BESIDE } from './value-pairs.js'

for (const [kind, make] of Object.entries(KEYED)) {
  for (const [name, [one, other]] of Object.entries(APART)) {
    test(`told apart by ${kind} keys: ${name}`, () => {
      const { call, counts } = make()
      assert.equal([call(one), call(other), call(one), call(other)], [1, 2, 1, 2])
      assert.equal([call({ in: one }), call({ in: other }), call(1, [one])], [3, 4, 5])
      assert.equal(counts(), { hits: 2, misses: 5, bypassed: 0, held: 5 })
    })
  }

  for (const [name, [one, other]] of Object.entries(UNKEYABLE)) {
    test(`past the cache with ${kind} keys, and counted: ${name}`, () => {
      const { call, counts } = make()
      assert.equal([call(one), call(one), call(1, { in: one }), call(other), call(other)], [1, 2, 3, 4, 5])
      assert.equal(counts(), { hits: 0, misses: 0, bypassed: 5, held: 0 })
    })
  }

  for (const [name, [one, other]] of Object.entries(UNKEYABLE_BESIDE)) {
    test(`the first of two goes past the cache with ${kind} keys: ${name}`, () => {
      const { call, counts } = make()
      assert.equal([call(other), call(one), call(one), call([one], one), call(other)], [1, 2, 3, 4, 1])
      assert.equal(counts(), { hits: 1, misses: 1, bypassed: 3, held: 1 })
    })
  }

  for (const [name, create] of Object.entries(ALIKE)) {
    test(`the same by content with ${kind} keys: ${name}`, () => {
      const { call, counts } = make()
      assert.equal([call(create()), call(create()), call('x', create()), call('x', create())], [1, 1, 2, 2])
      assert.equal(counts(), { hits: 2, misses: 2, bypassed: 0, held: 2 })
    })
  }
}

/** A function that never gives the same twice. */
const counting = () => {
  let calls = 0
  return memoize((..._list: unknown[]) => ++calls, { key: 'structural' })
}

test('an entry is forgotten by arguments of its content, and none by what no key can be made for', () => {
  for (const [name, create] of Object.entries(ALIKE)) {
    const call = counting()
    assert.equal(
      [call(create()), call.delete(create()), call.delete(create()), call(create())],
      [1, true, false, 2],
      name,
    )
  }
  for (const [name, [one]] of Object.entries(UNKEYABLE)) assert.not(counting().delete(one), name)
})

test('lists of arguments are cut where they are', () => {
  const call = counting()
  assert.equal([call([1], [2]), call([1, [2]]), call([1], [2], undefined), call(), call([])], [1, 2, 3, 4, 5])
})

test('an object that is changed between two calls is another key, and the same key when it is changed back', () => {
  const call = counting()
  const options = { depth: 1 }
  const first = call(options)
  options.depth = 2
  const second = call(options)
  options.depth = 1
  assert.equal([first, second, call(options)], [1, 2, 1])
})

test('making a key runs nothing of what it is made of', () => {
  let ran = 0
  const run = () => ++ran
  const spy: ProxyHandler<object> = {
    get: run,
    has: () => run() > 0,
    ownKeys: () => [`${run()}`],
    getPrototypeOf: () => [run()],
    getOwnPropertyDescriptor: () => ({ value: run() }),
  }
  const call = counting()
  call(new Proxy({}, spy), { a: Object.defineProperty({}, 'b', { get: run, enumerable: true }) })
  call({ toString: run, valueOf: run, toJSON: run, [Symbol.toPrimitive]: run })
  call(new Proxy(() => 1, { ...spy, apply: run } as ProxyHandler<() => number>))
  call(Object.create(new Proxy({}, spy)))
  assert.is(ran, 0)
})

test('`this` is told as the arguments are', () => {
  let calls = 0
  const call = memoize(
    function (this: unknown) {
      return ++calls
    },
    { key: 'structural' },
  )
  const results = [
    call.call({ a: 1 }),
    call.call({ a: 1 }),
    call.call({ a: 2 }),
    call.call(undefined),
    call.call(new Point(1, 2)),
    call.call(new Point(1, 2)),
  ]
  assert.equal(results, [1, 1, 2, 3, 4, 5])
  const careless = memoize(
    function (this: unknown) {
      return ++calls
    },
    { key: 'structural', this: false },
  )
  assert.is(careless.call({ a: 1 }), careless.call({ a: 2 }))
})

test('thousands of keys of content are each found, evicted and forgotten', () => {
  let calls = 0
  const call = memoize((options: object) => [++calls, options], { key: 'structural', maxsize: 1000 })
  const make = (index: number) => ({
    a: index,
    b: `b${index % 7}`,
    c: [index, index + 1, index + 2, index + 3, index + 4],
  })
  const results = Array.from({ length: 1000 }, (_, index) => call(make(index)))
  for (let index = 0; index < 1000; index++) assert.is(call(make(index)), results[index])
  for (let index = 1000; index < 3000; index++) call(make(index))
  assert.equal(call.cache_info(), {
    hits: 1000,
    misses: 3000,
    maxsize: 1000,
    currsize: 1000,
    evictions: 2000,
    bypassed: 0,
  })
  for (let index = 2000; index < 3000; index++) assert.ok(call.delete(make(index)))
  assert.is(call.cache_info().currsize, 0)
})

test.run()
