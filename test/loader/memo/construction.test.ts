import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { AnyFunction } from '../../../loader/armed-site.js'
import { cachedArm } from '../../../loader/memo/cached-arm.js'
import { timeArm } from '../../../loader/observe/time-arm.js'
import { armed, observed } from '../observe/armed.js'

type Class = new (...list: unknown[]) => Record<string, unknown>

const ARMS: Record<string, (fn: AnyFunction) => AnyFunction> = {
  observe: (fn) => observed(fn).call,
  time: (fn) => armed(timeArm, fn).call,
  cached: (fn) => armed(cachedArm, fn).call,
  'cached by content': (fn) => armed(cachedArm, fn, { key: { strategy: 'structural', leaves: [] } }).call,
}

for (const [arm, wrap] of Object.entries(ARMS)) {
  const wrapped = (fn: AnyFunction) => wrap(fn) as unknown as Class

  test(`what is constructed is an instance of the wrapper, whose prototype it has (${arm})`, () => {
    const Point = wrapped(function (this: { x: number }, x: number) {
      this.x = x
    })
    const point = new Point(3)
    assert.is(point.x, 3)
    assert.ok(point instanceof Point)
    assert.is(Object.getPrototypeOf(point), Point.prototype)
  })

  test(`a prototype that is assigned later is the one of both (${arm})`, () => {
    const fn = function (this: { x: number }) {
      this.x = 1
    } as AnyFunction
    const Point = wrapped(fn)
    new Point()
    Point.prototype = { area: () => 4 }
    const point = new Point() as unknown as { area(): number }
    assert.is(point.area(), 4)
    assert.is(fn.prototype, Point.prototype)
  })

  test(`a function that asks for new.target is told the wrapper (${arm})`, () => {
    let seen: unknown
    const Asks = wrapped(function () {
      seen = new.target
    })
    new Asks()
    assert.is(seen, Asks)
  })

  test(`also where comments stand between the words (${arm})`, () => {
    for (const words of ['new/* a */.target', 'new.//\ntarget', 'new\n// a new one\n.\ntarget']) {
      const fn = new Function(`return function () { this.told = ${words} }`)() as AnyFunction
      const Asks = wrapped(fn)
      assert.is(new Asks().told, Asks, words)
    }
  })

  test(`a class that extends the wrapper makes its own instances (${arm})`, () => {
    const Base = wrapped(function (this: { x: number }) {
      this.x = 1
    })
    class Child extends Base {}
    const child = new Child()
    assert.ok(child instanceof Child)
    assert.is(child.x, 1)
  })

  test(`what a constructor returns, and what it throws, goes on as it was (${arm})`, () => {
    const other = { y: 1 }
    const Returns = wrapped(function (this: unknown) {
      return this === undefined ? this : other
    })
    assert.is(new Returns(), other as unknown)
    const failure = new Error('no')
    const Throws = wrapped(function (this: unknown) {
      if (this !== undefined) throw failure
    })
    assert.throws(
      () => new Throws(),
      (error: unknown) => error === failure,
    )
  })
}

test.run()
