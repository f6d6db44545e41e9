/** Values that keys are to tell apart, to give up or to take for the same: whatever the key, none may be mistaken. */
// biome-ignore-all lint/suspicious/noSparseArray: holes are what is meant.
// biome-ignore-all lint/complexity/noArguments: an arguments object is what is meant.
// biome-ignore-all lint/style/useConsistentBuiltinInstantiation: so are boxed primitives.
import { createContext, runInContext } from 'node:vm'

export class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}

class List extends Array<unknown> {}
class Dictionary extends Map<unknown, unknown> {}
class Moment extends Date {}

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
/** As the program sees it: an own property of that name, no other prototype. */
const ownProto = (value: unknown) => JSON.parse(`{ "__proto__": ${JSON.stringify(value)} }`)
const buffer = (bytes: number, options?: object) =>
  new (ArrayBuffer as new (length: number, options?: object) => ArrayBuffer)(bytes, options)
const generator = function* () {
  yield 1
}
const twice = <T>(part: T) => [part, part]
const deep = (value: number) => Array.from({ length: 600 }, (_, index) => (index === 599 ? value : 0))

export type Pair = readonly [one: unknown, other: unknown]

/** Values that some key of one text or another takes for the same: no call with the one may be given the other's result. */
export const APART: Record<string, Pair> = {
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
  'no argument and undefined in its place': [[], [undefined]],
  'true and its text': [{ a: true }, { a: 'true' }],
  'null and its text': [{ a: null }, { a: 'null' }],
  'the number and the text NaN': [{ a: Number.NaN }, { a: 'NaN' }],
  'halves of characters': [{ a: '\ud800' }, { a: '\ud801' }],
  'texts that are cut elsewhere': [
    ['a', 'b,c'],
    ['a,b', 'c'],
  ],
  'long texts that differ in the middle': [{ a: `${'x'.repeat(500)}1${'x'.repeat(500)}` }, { a: 'x'.repeat(1001) }],
  'numbers that a float cannot tell': [{ a: 2 ** 53 - 1 }, { a: 2 ** 53 }],
  'the smallest numbers': [{ a: Number.MIN_VALUE }, { a: 0 }],
  'large whole numbers': [{ a: 2 ** 31 }, { a: -(2 ** 31) }],
  '0 and -0 in an array': [[0], [-0]],
  '0 and -0 as a value of a map': [new Map([['a', 0]]), new Map([['a', -0]])],
  'keys of a map: 1 and its text': [new Map([[1, 'a']]), new Map([['1', 'a']])],
  'keys of a map by content': [new Map([[{ a: 1 }, 1]]), new Map([[{ a: 2 }, 1]])],
  'the order of sets': [new Set([1, 2]), new Set([2, 1])],
  'a set and the array of it': [new Set([1]), [1]],
  'a map and the array of its entries': [new Map([[1, 2]]), [[1, 2]]],
  'a date and its number': [{ a: new Date(5) }, { a: 5 }],
  'a regular expression and its text': [{ a: /a/ }, { a: '/a/' }],
  'an error and what it says': [new TypeError('a'), { name: 'TypeError', message: 'a' }],
  'errors with other causes': [new Error('a', { cause: 1 }), new Error('a', { cause: 2 })],
  'an array and an object of its indices': [['a'], { 0: 'a' }],
  'an array and an object of its length': [[], { length: 0 }],
  'an array and a class of arrays': [new List(), []],
  'a map and a class of maps': [new Dictionary(), new Map()],
  'a date and a class of dates': [new Moment(0), new Date(0)],
  'a subclass and its like': [new Moment(1), new Moment(1)],
  'a class and another with the same fields': [new Point(1, 2), new (class Point2 extends Point {})(1, 2)],
  'an instance and an object that names its class': [new Point(1, 2), { x: 1, y: 2, constructor: Point }],
  'one byte more': [new Uint8Array(1), new Uint8Array(2)],
  'a buffer and a view of it': [new ArrayBuffer(1), new Uint8Array(1)],
  'a view of bytes and a DataView': [new Uint8Array(1), new DataView(new ArrayBuffer(1))],
  'a Buffer and its bytes': [Buffer.alloc(1), new Uint8Array(1)],
  'big integers in arrays': [new BigInt64Array([1n]), new BigUint64Array([1n])],
  'NaN and 0 in bytes': [new Float32Array([Number.NaN]), new Float32Array([0])],
  '0 and -0 in bytes': [new Float32Array([0]), new Float32Array([-0])],
  'registered symbols and others': [{ a: Symbol.for('s') }, { a: Symbol('s') }],
  'a symbol and its text': [{ a: Symbol.for('s') }, { a: 'Symbol(s)' }],
  'boxed primitives of one value': [new String('a'), new String('a')],
  'an own property named as the prototype': [ownProto({ a: 1 }), {}],
  'own properties named as the prototype': [ownProto({ a: 1 }), ownProto({ a: 2 })],
  'weak maps': [new WeakMap(), new WeakMap()],
  promises: [Promise.resolve(1), Promise.resolve(1)],
  generators: [generator(), generator()],
  'iterators of one array': [[1].values(), [1].values()],
  'addresses that read alike': [new URL('http://a/'), new URL('http://a/')],
  'formats of two locales': [new Intl.NumberFormat('de'), new Intl.NumberFormat('en')],
  classes: [class A {}, class A {}],
  'a frozen array and not': [Object.freeze([1]), [1]],
  'frozen within and not': [{ a: Object.freeze({ b: 1 }) }, { a: { b: 1 } }],
  'the prototype null with content': [named(Object.create(null), { a: 1 }), { a: 1 }],
  'the order of keys deep within': [{ z: [{ a: 1, b: 2 }] }, { z: [{ b: 2, a: 1 }] }],
  'one key more': [{ a: 1 }, { a: 1, b: 1 }],
  'which of two keys': [{ a: 1 }, { b: 1 }],
  'a cycle and a long way down': [cyclic(1), { next: { next: {} } }],
  'a cycle through a map': [cyclicMap(1), cyclicMap(2)],
  realms: [runInContext('({ a: 1 })', createContext()), { a: 1 }],
}

function cyclicMap(value: number): Map<unknown, unknown> {
  const map = new Map<unknown, unknown>([['value', value]])
  return map.set('self', map)
}

function twiceOn(memory: ArrayBuffer): unknown {
  return [new Uint8Array(memory), new Uint8Array(memory)]
}

/** What no key can be made for, however alike it looks. */
export const UNKEYABLE: Record<string, Pair> = {
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
  proxies: [new Proxy({ a: 1 }, {}), new Proxy({ a: 1 }, {})],
  'shared memory': [new Uint8Array(new SharedArrayBuffer(1)), new Uint8Array(new SharedArrayBuffer(1))],
  arguments: [argumentsOf(1), argumentsOf(2)],
  'getters that say the same': [accessor(1), accessor(1)],
  'setters alone': [
    Object.defineProperty({}, 'a', { set() {}, enumerable: true }),
    Object.defineProperty({}, 'a', { set() {}, enumerable: true }),
  ],
  'hidden symbols': [
    withProperty({}, Symbol.for('s'), { value: 1, enumerable: false }),
    withProperty({}, Symbol.for('s'), { value: 2, enumerable: false }),
  ],
  'symbols on an array': [named([1], { [Symbol.for('s')]: 1 }), named([1], { [Symbol.for('s')]: 2 })],
  'hidden properties of an array': [
    withProperty([1], 'b', { value: 1, enumerable: false }),
    withProperty([1], 'b', { value: 2, enumerable: false }),
  ],
  'extra properties of a set': [named(new Set(), { extra: 1 }), named(new Set(), { extra: 2 })],
  'extra properties of a buffer': [named(new ArrayBuffer(1), { extra: 1 }), named(new ArrayBuffer(1), { extra: 2 })],
  'a proxy of an array': [new Proxy([1], {}), new Proxy([2], {})],
  'a proxy deep within': [{ a: [new Proxy({ b: 1 }, {})] }, { a: [new Proxy({ b: 2 }, {})] }],
  'buffers that can grow': [buffer(1, { maxByteLength: 2 }), buffer(1, { maxByteLength: 3 })],
  'more bytes than are compared': [new Uint8Array(5000), new Uint8Array(5001)],
  'more than 512 values': [deep(1), deep(2)],
}

function argumentsOf(..._list: unknown[]): unknown {
  return arguments
}

/** The first of each, while a key can be made for the second. */
export const UNKEYABLE_BESIDE: Record<string, Pair> = {
  'an accessor and what it says': [accessor(1), { a: 1 }],
  'a symbol key and none': [{ a: 1, [Symbol.iterator]: 1 }, { a: 1 }],
  'a hidden property and none': [hidden(1), { a: 1 }],
  'an extra property of an array and none': [named([1], { extra: 1 }), [1]],
  'a proxy and its target': [new Proxy({ a: 1 }, {}), { a: 1 }],
  'an accessor in an array and what it says': [Object.defineProperty([0], 0, { get: () => 1 }), [1]],
  'an array that can be made no longer': [Object.defineProperty([1], 'length', { writable: false }), [1]],
  'a lazy property and its value': [
    Object.defineProperty({ a: 1 }, 'b', { get: () => 2, enumerable: true, configurable: true }),
    { a: 1, b: 2 },
  ],
  'a read-only property': [withProperty({}, 'a', { value: 1, writable: false }), { a: 1 }],
  'what can be added to no more': [Object.preventExtensions({ a: 1 }), { a: 1 }],
  'a view of a part of its memory': [new Uint8Array(new ArrayBuffer(2), 1), new Uint8Array(1)],
  'more than 512 values across parts': [Array.from({ length: 30 }, () => deep(1).slice(0, 30)), 1],
}

/** Each makes the same content anew. */
export const ALIKE: Record<string, () => unknown> = {
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
