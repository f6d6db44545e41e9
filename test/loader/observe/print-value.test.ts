// biome-ignore-all lint/suspicious/noSparseArray: holes are what is tested.
import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { printValue } from '../../../loader/observe/print-value.js'

class Point {
  x = 1
  get y(): number {
    return assert.unreachable() as never
  }
  [inspect.custom](): string {
    return assert.unreachable() as never
  }
  toJSON(): string {
    return assert.unreachable() as never
  }
}

const PRINTED: [value: unknown, text: string][] = [
  ['a"b', '"a\\"b"'],
  [-0, '-0'],
  [10n, '10n'],
  [undefined, 'undefined'],
  [null, 'null'],
  [Symbol('s'), 'Symbol(s)'],
  [[1, [2, [3, [4]]]], '[1, [2, [3, […]]]]'],
  [[1, , 3], '[1, <hole>, 3]'],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], '[1, 2, 3, 4, 5, 6, 7, 8, … 2 more]'],
  [{}, '{}'],
  [{ a: 1, 'b-c': 2, [Symbol('d')]: 3 }, '{ a: 1, "b-c": 2, [Symbol(d)]: 3 }'],
  [
    { password: 'x', apiKey: 'x', sessionToken: 'x', Authorization: 'x', user: 'me' },
    '{ password: [redacted], apiKey: [redacted], sessionToken: [redacted], Authorization: [redacted], user: "me" }',
  ],
  [new Map([['secret', 1]]), 'Map { "secret" => [redacted] }'],
  [new Set([1]), 'Set { 1 }'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [new Date(Number.NaN), 'Invalid Date'],
  [/a/gi, '/a/gi'],
  [new TypeError('no'), '[TypeError: "no"]'],
  [function named() {}, '[function named]'],
  [new Point(), 'Point { x: 1 }'],
  [
    {
      get a() {
        return assert.unreachable()
      },
    },
    '{ a: [accessor] }',
  ],
  [new Proxy({}, { get: () => assert.unreachable(), getPrototypeOf: () => assert.unreachable() as never }), '[Proxy]'],
  [createHash('md5'), '[crypto.Hash]'],
  [Uint8Array.of(1), '[Uint8Array]'],
]

for (const [value, text] of PRINTED) {
  test(`prints ${text}`, () => assert.is(printValue(value), text))
}

test('long strings and long texts are cut', () => {
  assert.is(printValue('x'.repeat(1000)), `"${'x'.repeat(80)}"… (1000)`)
  assert.ok(printValue(Array.from({ length: 8 }, () => 'x'.repeat(80))).length <= 401)
})

test.run()
