// biome-ignore-all lint/suspicious/noSparseArray: holes are what is tested.
import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { runInNewContext } from 'node:vm'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { MAX_OBJECTS, sameContent } from '../../../loader/observe/same-content.js'

class Point {
  constructor(
    public x: number,
    public y: number,
  ) {}
}
class Pixel extends Point {}
class Locked {
  #key: number
  constructor(key: number) {
    this.#key = key
  }
  open(key: number): boolean {
    return key === this.#key
  }
}
class Money extends Intl.NumberFormat {}
class Names extends Map<string, number> {
  owner = 'me'
}

function withProperties<T extends object>(object: T, properties: object): T {
  return Object.assign(object, properties)
}

function detached(): ArrayBuffer {
  const { buffer } = Uint8Array.of(1)
  structuredClone(buffer, { transfer: [buffer] })
  return buffer
}

function cycle(value: number): object {
  const node: Record<string, unknown> = { value }
  node.self = node
  return node
}

const fn = () => 1
const shared = { deep: { deeper: createHash('md5') } }
const symbol = Symbol('key')

const SAME: [claim: string, one: unknown, other: unknown][] = [
  ['NaN', Number.NaN, Number.NaN],
  ['equal strings', 'text', 'te'.concat('xt')],
  ['equal BigInts', 10n ** 30n, 10n ** 30n],
  ['the same function', fn, fn],
  ['the same object, whatever is in it', shared, shared],
  ['the same opaque object inside of equal ones', { a: shared.deep.deeper }, { a: shared.deep.deeper }],
  ['arrays', [1, 'a', [null, undefined]], [1, 'a', [null, undefined]]],
  ['arrays with holes', [1, , 3], [1, , 3]],
  ['arrays with properties', withProperties(['a'], { index: 1 }), withProperties(['a'], { index: 1 })],
  ['plain objects', { a: 1, b: { c: [2] } }, { a: 1, b: { c: [2] } }],
  ['symbol keys', { [symbol]: 1 }, { [symbol]: 1 }],
  ['null prototypes', Object.create(null), Object.create(null)],
  ['plain objects of another realm', runInNewContext('({a: [1]})').a.length, 1],
  ['instances of a class', new Point(1, 2), new Point(1, 2)],
  ['Maps', new Map([[{ k: 1 }, 1]]), new Map([[{ k: 1 }, 1]])],
  ['Sets', new Set([1, 'b']), new Set([1, 'b'])],
  ['instances of a class that extends Map', new Names([['a', 1]]), new Names([['a', 1]])],
  ['Dates', new Date(5), new Date(5)],
  ['invalid Dates', new Date(Number.NaN), new Date(Number.NaN)],
  ['typed arrays', Float64Array.of(1, Number.NaN), Float64Array.of(1, Number.NaN)],
  ['Buffers', Buffer.from('abc'), Buffer.from('abc')],
  ['ArrayBuffers', Uint8Array.of(1, 2).buffer, Uint8Array.of(1, 2).buffer],
  ['detached ArrayBuffers', detached(), detached()],
  ['objects that only pretend to be bytes', Object.create(Uint8Array.prototype), Object.create(Uint8Array.prototype)],
  ['DataViews', new DataView(Uint8Array.of(1, 2).buffer, 1), new DataView(Uint8Array.of(0, 2).buffer, 1)],
  ['Errors from different places', new TypeError('no'), new TypeError('no')],
  ['Errors with a cause', new Error('no', { cause: [1] }), new Error('no', { cause: [1] })],
  ['RegExps', /a+/i, /a+/i],
  ['RegExps with lastIndex', withProperties(/a/g, { lastIndex: 2 }), withProperties(/a/g, { lastIndex: 2 })],
  ['boxed primitives', Object('a'), Object('a')],
  ['Intl objects', new Intl.NumberFormat('de'), new Intl.NumberFormat('de')],
  ['plural rules, whose options hold a list', new Intl.PluralRules('en'), new Intl.PluralRules('en')],
  ['instances of a class that extends an Intl class', new Money(), new Money()],
  ['URLs', new URL('https://example.org/?a=1'), new URL('https://example.org/?a=1')],
  ['search parameters', new URLSearchParams('a=1'), new URLSearchParams('a=1')],
  ['emitters with the same fields', new EventEmitter(), new EventEmitter()],
  ['cycles', cycle(1), cycle(1)],
]

const DIFFERENT: typeof SAME = [
  ['0 and -0', 0, -0],
  ['1 and "1"', 1, '1'],
  ['null and undefined', null, undefined],
  ['new symbols', Symbol('a'), Symbol('a')],
  ['an object and a function', {}, fn],
  ['an object and a primitive', {}, 1],
  ['arrays of different length', [1], [1, undefined]],
  ['a hole and undefined', [,], [undefined]],
  ['arrays with different properties', withProperties(['a'], { index: 1 }), withProperties(['a'], { index: 2 })],
  ['an array and an object with its keys', [1], withProperties({ length: 1 }, { 0: 1 })],
  ['values', { a: 1 }, { a: 2 }],
  ['a missing key', { a: undefined }, {}],
  ['key order, which JSON and loops show', { a: 1, b: 2 }, { b: 2, a: 1 }],
  ['different symbols as keys', { [Symbol('a')]: 1 }, { [Symbol('a')]: 1 }],
  ['an enumerable key and a hidden one', { a: 1 }, Object.defineProperty({}, 'a', { value: 1 })],
  ['a null prototype and a plain one', Object.create(null), {}],
  ['an instance and its base class', new Pixel(1, 2), new Point(1, 2)],
  ['an instance and a plain object', new Point(1, 2), { x: 1, y: 2 }],
  [
    'Maps in another order',
    new Map([
      [1, 1],
      [2, 2],
    ]),
    new Map([
      [2, 2],
      [1, 1],
    ]),
  ],
  ['Map values', new Map([[1, 1]]), new Map([[1, 2]])],
  ['Sets', new Set([1]), new Set([2])],
  ['fields beside a Map', new Names(), withProperties(new Names(), { owner: 'you' })],
  ['Dates', new Date(5), new Date(6)],
  ['bytes', Uint8Array.of(1), Uint8Array.of(2)],
  ['kinds of typed arrays', Uint8Array.of(1), Int8Array.of(1)],
  ['bytes beyond the view are not compared, those in it are', new Uint8Array([9, 1]).subarray(1), Uint8Array.of(2)],
  ['messages', new Error('a'), new Error('b')],
  ['error classes', new Error('a'), new TypeError('a')],
  [
    'own properties of errors',
    withProperties(new Error('a'), { code: 1 }),
    withProperties(new Error('a'), { code: 2 }),
  ],
  ['sources', /a/, /b/],
  ['flags', /a/, /a/i],
  ['lastIndex', /a/g, withProperties(/a/g, { lastIndex: 1 })],
  ['boxed primitives', Object(1), Object(2)],
  ['kinds of plural rules', new Intl.PluralRules('en'), new Intl.PluralRules('en', { type: 'ordinal' })],
  ['locales', new Intl.NumberFormat('de'), new Intl.NumberFormat('en')],
  ['URLs', new URL('https://example.org/a'), new URL('https://example.org/b')],
  ['cycles', cycle(1), cycle(2)],
  ['a difference beside what is unknown', { f: () => 1, a: 1 }, { f: () => 1, a: 2 }],
]

const fail = (message: string) => assert.unreachable(message) as never
const accessor = () =>
  Object.defineProperty({}, 'a', { get: () => assert.unreachable('a getter was run'), enumerable: true })
const trapped = () =>
  new Proxy({}, { getPrototypeOf: () => fail('a trap was run'), ownKeys: () => fail('a trap was run') })

const UNKNOWN: [claim: string, one: unknown, other: unknown, code: string][] = [
  ['functions', () => 1, () => 1, 'uncomparable-result'],
  ['functions inside of objects', { f: () => 1 }, { f: () => 1 }, 'uncomparable-result'],
  ['accessors, which are not run', accessor(), accessor(), 'uncomparable-result'],
  ['Proxies, whose traps are not run', trapped(), trapped(), 'uncomparable-result'],
  ['classes with private fields', new Locked(1), new Locked(1), 'uncomparable-result'],
  ['WeakMaps', new WeakMap(), new WeakMap(), 'uncomparable-result'],
  ['Promises', Promise.resolve(1), Promise.resolve(1), 'uncomparable-result'],
  [
    'shared memory',
    new Uint8Array(new SharedArrayBuffer(1)),
    new Uint8Array(new SharedArrayBuffer(1)),
    'uncomparable-result',
  ],
  [
    'objects that only pretend to be a URL',
    Object.create(URL.prototype),
    Object.create(URL.prototype),
    'uncomparable-result',
  ],
  [
    'objects that only pretend to be a format',
    Object.create(Intl.Collator.prototype),
    Object.create(Intl.Collator.prototype),
    'uncomparable-result',
  ],
  ['abort signals', new AbortController().signal, new AbortController().signal, 'host-state'],
  ['responses', new Response('a'), new Response('a'), 'host-state'],
  ['hashes', createHash('md5'), createHash('md5'), 'host-state'],
  ['streams', new PassThrough(), new PassThrough(), 'host-state'],
  ['instances of a class that extends a stream', new (class extends PassThrough {})(), new PassThrough(), 'host-state'],
  ['timers', setTimeout(() => {}, 0).unref(), setTimeout(() => {}, 0).unref(), 'host-state'],
  ['many objects', nested(MAX_OBJECTS), nested(MAX_OBJECTS), 'over-budget'],
  ['long arrays', new Array(5000).fill(1), new Array(5000).fill(1), 'over-budget'],
]

function nested(depth: number): object {
  let node = {}
  for (let level = 0; level < depth; level++) node = { node }
  return node
}

for (const [claim, one, other] of SAME) {
  test(`the same content: ${claim}`, () => assert.is(sameContent(one, other).sameness, 'same'))
}
for (const [claim, one, other] of DIFFERENT) {
  test(`different content: ${claim}`, () => assert.is(sameContent(one, other).sameness, 'different'))
}
for (const [claim, one, other, code] of UNKNOWN) {
  test(`not known whether the same: ${claim}`, () => {
    assert.is((sameContent(one, other).sameness as { code?: string }).code, code)
  })
}

test('content of another realm is compared like that of this one', () => {
  const make = () => runInNewContext('({list: [1, new Map([[1, new Date(3)]])], name: class A {}.name})')
  assert.is(sameContent(make().list.length, make().list.length).sameness, 'same')
  const context = runInNewContext(
    'globalThis.make = () => ({list: [1, new Map([[1, new Date(3)]])], at: /x/}); globalThis',
  )
  assert.is(sameContent(context.make(), context.make()).sameness, 'same')
})

test.run()
