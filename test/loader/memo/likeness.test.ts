import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { memoize } from '../../../loader/memoize.js'

// biome-ignore lint/suspicious/noExplicitAny: constructors are called through the wrapper, which its type does not say.
const wrapped = (fn: unknown): any => memoize(fn as () => unknown)

test('name, length and own properties are those of the function', () => {
  const tag = Symbol('tag')
  const original = Object.assign(
    function add(a: number, b: number) {
      return a + b
    },
    { version: 2, [tag]: true },
  )
  Object.defineProperty(original, 'hidden', { value: 1, enumerable: false })
  const cached = wrapped(original)
  assert.equal([cached.name, cached.length, cached.version, cached[tag], cached.hidden], ['add', 2, 2, true, 1])
  assert.equal(Object.keys(cached), ['version'])
})

test('an accessor is copied as an accessor', () => {
  let reads = 0
  const original = Object.defineProperty(() => 1, 'late', { get: () => ++reads })
  const cached = wrapped(original)
  assert.is(reads, 0)
  assert.is(cached.late, 1)
})

test('a wrapped async function still says AsyncFunction', () => {
  const cached = wrapped(async () => 1)
  assert.is(cached.constructor.name, 'AsyncFunction')
  assert.is(Object.prototype.toString.call(cached), '[object AsyncFunction]')
})

test('`new` goes through, is not cached, and makes instances of the wrapper and of the original', () => {
  const Point = wrapped(function (this: { x: number }, x: number) {
    this.x = x
  })
  const [one, other] = [new Point(1), new Point(1)]
  assert.is.not(one, other)
  assert.ok(one instanceof Point)
  assert.is(one.constructor, Point.prototype.constructor)
  assert.equal([one.x, Point.cache_info().misses], [1, 0])
})

test('a prototype assigned to the wrapper is the one that instances get', () => {
  const Shape = wrapped(function Shape() {})
  Shape.prototype = { area: () => 42 }
  assert.is(new Shape().area(), 42)
})

test('a class can extend the wrapper', () => {
  const Base = wrapped(
    class {
      static made = 'here'
      constructor(readonly x: number) {}
    },
  )
  class Derived extends (Base as new (x: number) => { x: number }) {
    double(): number {
      return this.x * 2
    }
  }
  const derived = new Derived(4)
  assert.ok(derived instanceof Derived && derived instanceof Base)
  assert.equal([derived.double(), Base.made, Reflect.get(Derived, 'made')], [8, 'here', 'here'])
  assert.throws(() => Base(4), /cannot be invoked without 'new'/)
})

test('new.target is the wrapper', () => {
  let seen: unknown
  const Made = wrapped(function () {
    seen = new.target
  })
  new Made()
  assert.is(seen, Made)
})

test('`new` on a wrapped arrow function, method or async function throws a TypeError, as on the original', () => {
  const { method } = { method() {} }
  for (const original of [() => 1, method, async function asynchronous() {}]) {
    const cached = wrapped(original)
    assert.throws(() => new cached(), TypeError)
    assert.is(cached.prototype, undefined)
  }
})

test.run()
