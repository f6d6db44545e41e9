// biome-ignore-all lint/suspicious/noSparseArray: holes are what is meant.
// biome-ignore-all lint/complexity/noArguments: an arguments object is what is meant.
// biome-ignore-all lint/style/useConsistentBuiltinInstantiation: so are boxed primitives.
import { createContext, runInContext } from 'node:vm'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { memoize } from '../../../loader/memoize.js'

class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}

class Secret {
  #value: number
  constructor(value: number) {
    this.#value = value
  }
  read(): number {
    return this.#value
  }
}

const cyclic = (depth: number) => {
  const ends: { next?: object } = {}
  let start: { next?: object } = ends
  for (let step = 1; step < depth; step++) start = { next: start }
  ends.next = start
  return start
}
const withProperty = <T extends object>(object: T, key: PropertyKey, descriptor: PropertyDescriptor): T =>
  Object.defineProperty(object, key, { enumerable: true, configurable: true, writable: true, ...descriptor })
const hidden = (value: number) => withProperty({ a: 1 }, 'b', { value, enumerable: false })
const accessor = (value: number) => Object.defineProperty({}, 'a', { get: () => value, enumerable: true })
const named = <T extends object>(object: T, more: object): T => Object.assign(object, more)
const twice = <T>(part: T) => [part, part]
const deep = (value: number) => Array.from({ length: 600 }, (_, index) => (index === 599 ? value : 0))

/** Values that some key of one text or another takes for the same: no call with the one may be given the other's result. */
const APART: Record<string, [one: unknown, other: unknown]> = {
  'undefined and null': [undefined, null],
  'a property that is undefined, and none': [{ a: undefined }, {}],
  'undefined and null in an object': [{ a: undefined }, { a: null }],
  'undefined and null in an array': [[undefined], [null]],
  'NaN and null': [{ a: Number.NaN }, { a: null }],
  infinities: [{ a: Number.POSITIVE_INFINITY }, { a: Number.NEGATIVE_INFINITY }],
  '0 and -0': [{ a: 0 }, { a: -0 }],
  '0 and -0 in a long key': [
    { a: 0, b: 1, c: 2, d: 3, e: 4, f: 5, g: 6, h: 7, i: 8 },
    { a: -0, b: 1, c: 2, d: 3, e: 4, f: 5, g: 6, h: 7, i: 8 },
  ],
  'a number and its text': [{ a: 1 }, { a: '1' }],
  'a bigint and its number': [{ a: 1n }, { a: 1 }],
  bigints: [{ a: 2n ** 70n }, { a: 2n ** 70n + 1n }],
  'a date and its text': [{ a: new Date(0) }, { a: new Date(0).toISOString() }],
  dates: [new Date(1), new Date(2)],
  'an invalid date and null': [{ a: new Date(Number.NaN) }, { a: null }],
  maps: [new Map([['a', 1]]), new Map([['a', 2]])],
  'the order of maps': [
    new Map([
      ['a', 1],
      ['b', 1],
    ]),
    new Map([
      ['b', 1],
      ['a', 1],
    ]),
  ],
  'a map and an object': [new Map(), {}],
  sets: [new Set([1]), new Set(['1'])],
  'a set and a map': [new Set(), new Map()],
  'kinds of typed arrays': [new Uint8Array([1]), new Int8Array([1])],
  'typed arrays': [new Float32Array([1]), new Float32Array([2])],
  'a typed array and an array': [new Uint8Array([1]), [1]],
  buffers: [new Uint8Array([1]).buffer, new Uint8Array([2]).buffer],
  'two views of one memory and of two': [twiceOn(new ArrayBuffer(1)), [new Uint8Array(1), new Uint8Array(1)]],
  'instances of a class': [new Point(1, 2), new Point(1, 2)],
  'an instance and plain data': [new Point(1, 2), { x: 1, y: 2 }],
  'private fields': [new Secret(1), new Secret(2)],
  'regular expressions': [/a/, /b/],
  flags: [/a/g, /a/i],
  lastIndex: [/a/g, named(/a/g, { lastIndex: 1 })],
  errors: [new Error('a'), new Error('a')],
  'what toJSON makes the same': [
    { toJSON: () => 1, a: 1 },
    { toJSON: () => 1, a: 2 },
  ],
  'a hole and undefined': [
    [1, , 2],
    [1, undefined, 2],
  ],
  'holes in other places': [
    [, 1, 2],
    [1, , 2],
  ],
  'lengths of empty arrays': [new Array(2), new Array(3)],
  'where a cycle closes': [cyclic(1), cyclic(2)],
  'a part that occurs twice, and two alike': [twice({ a: 1 }), [{ a: 1 }, { a: 1 }]],
  symbols: [{ a: Symbol('s') }, { a: Symbol('s') }],
  'the prototype null': [Object.create(null), {}],
  'another prototype': [Object.create({ a: 1 }), {}],
  'boxed primitives': [new Number(1), 1],
  'the order of keys': [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
  'how keys and values are cut': [{ a: 'b', c: 'd' }, { a: 'b,c:d' }],
  nesting: [[[1], 2], [[1, 2]]],
  'nesting across objects': [{ a: { b: 1 }, c: 2 }, { a: { b: 1, c: 2 } }],
  'frozen and not': [Object.freeze({ a: 1 }), { a: 1 }],
  'sealed and frozen': [Object.seal({ a: 1 }), Object.freeze({ a: 1 })],
  functions: [{ a: () => 1 }, { a: () => 1 }],
  'a function and its properties': [named(() => 1, { a: 1 }), named(() => 1, { a: 2 })],
  'asynchronous functions': [async () => 1, async () => 1],
  realms: [runInContext('({ a: 1 })', createContext()), { a: 1 }],
}

function twiceOn(memory: ArrayBuffer): unknown {
  return [new Uint8Array(memory), new Uint8Array(memory)]
}

/** What no key can be made for, however alike it looks. */
const UNKEYABLE: Record<string, [one: unknown, other: unknown]> = {
  'symbol keys': [{ [Symbol.iterator]: 1 }, { [Symbol.iterator]: 2 }],
  'hidden properties': [hidden(1), hidden(2)],
  accessors: [accessor(1), accessor(2)],
  'accessors in an array': [
    Object.defineProperty([0], 0, { get: () => 1 }),
    Object.defineProperty([0], 0, { get: () => 2 }),
  ],
  'extra properties of an array': [named([1], { extra: 1 }), named([1], { extra: 2 })],
  'extra properties of a date': [named(new Date(0), { extra: 1 }), named(new Date(0), { extra: 2 })],
  'extra properties of a map': [named(new Map(), { extra: 1 }), named(new Map(), { extra: 2 })],
  'extra properties of a regular expression': [named(/a/, { extra: 1 }), named(/a/, { extra: 2 })],
  'extra properties of a typed array': [named(new Uint8Array(2), { extra: 1 }), named(new Uint8Array(2), { extra: 2 })],
  'a read-only property': [withProperty({}, 'a', { value: 1, writable: false }), { a: 1 }],
  'what can be added to no more': [Object.preventExtensions({ a: 1 }), { a: 1 }],
  proxies: [new Proxy({ a: 1 }, {}), new Proxy({ a: 1 }, {})],
  'shared memory': [new Uint8Array(new SharedArrayBuffer(1)), new Uint8Array(new SharedArrayBuffer(1))],
  'a view of a part of its memory': [new Uint8Array(new ArrayBuffer(2), 1), new Uint8Array(1)],
  arguments: [argumentsOf(1), argumentsOf(2)],
  'more than 512 values': [deep(1), deep(2)],
  'more than 512 values across parts': [Array.from({ length: 30 }, () => deep(1).slice(0, 30)), 1],
}

function argumentsOf(..._list: unknown[]): unknown {
  return arguments
}

/** A function that never gives the same twice. */
const counting = () => {
  let calls = 0
  return memoize((..._list: unknown[]) => ++calls, { key: 'structural' })
}

for (const [name, [one, other]] of Object.entries(APART)) {
  test(`told apart: ${name}`, () => {
    const call = counting()
    assert.equal([call(one), call(other), call(one), call(other)], [1, 2, 1, 2])
    assert.is(call.cache_info().bypassed, 0)
    assert.equal([call({ in: one }), call({ in: other }), call(1, [one])], [3, 4, 5])
  })
}

for (const [name, [one, other]] of Object.entries(UNKEYABLE)) {
  test(`past the cache, and counted: ${name}`, () => {
    const call = counting()
    assert.equal([call(one), call(one), call(1, { in: one }), call(other)], [1, 2, 3, 4])
    const { hits, bypassed = 0, currsize } = call.cache_info()
    assert.is(hits, 0)
    assert.is(bypassed + currsize, 4)
    assert.ok(bypassed >= 3)
    assert.not(call.delete(one))
  })
}

/** Each makes the same content anew. */
const ALIKE: Record<string, () => unknown> = {
  'an object': () => ({ a: 1, b: 'x', c: [1, { d: null }], e: undefined }),
  'an object with the prototype null': () => named(Object.create(null), { a: 1 }),
  'an empty object': () => ({}),
  'an array with holes': () => [1, , 3],
  'a date': () => new Date(5),
  'a map of sets': () => new Map([[1, new Set(['a'])]]),
  'a regular expression': () => /a+/gi,
  bytes: () => new Float64Array([Number.NaN, 1]),
  NaN: () => ({ a: Number.NaN }),
  'a bigint': () => [10n ** 30n],
  'a cycle': () => cyclic(3),
  'a frozen object': () => Object.freeze({ a: Object.freeze([1]) }),
  'twenty objects': () => Array.from({ length: 20 }, (_, index) => ({ index })),
  'an object of another realm': (
    (realm) => () =>
      runInContext('({ a: [1, new Date(1)] })', realm)
  )(createContext()),
}

for (const [name, make] of Object.entries(ALIKE)) {
  test(`the same by content: ${name}`, () => {
    const call = counting()
    assert.equal([call(make()), call(make()), call('x', make()), call('x', make())], [1, 1, 2, 2])
    const { hits, misses, bypassed } = call.cache_info()
    assert.equal({ hits, misses, bypassed }, { hits: 2, misses: 2, bypassed: 0 })
    assert.ok(call.delete(make()))
    assert.is(call(make()), 3)
  })
}

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
