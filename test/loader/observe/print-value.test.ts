// biome-ignore-all lint/suspicious/noSparseArray: holes are what is tested.
import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { printArguments, printValue, withoutHidden } from '../../../loader/observe/print-value.js'
import { EnvironmentValues } from '../../../loader/observe/secrets.js'

Object.assign(process.env, { PRINT_VALUE_TOKEN: 'hunter2', PRINT_VALUE_URL: 'db.example.org/main' })

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
    '{ password: [hidden], apiKey: [hidden], sessionToken: [hidden], Authorization: [hidden], user: "me" }',
  ],
  [new Map([['secret', 1]]), 'Map { "secret" => [hidden] }'],
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
  [Uint8Array.of(1), '[Uint8Array, 1 byte]'],
  [Buffer.from('hunter2'), '[Buffer, 7 bytes]'],
  [new DataView(new ArrayBuffer(4)), '[DataView, 4 bytes]'],
  [new ArrayBuffer(16), '[ArrayBuffer, 16 bytes]'],
  [process.env, '[process.env]'],
  [
    { pwd: 'x', cookies: 'x', tokens: ['x'], jwt: 'x' },
    '{ pwd: [hidden], cookies: [hidden], tokens: [hidden], jwt: [hidden] }',
  ],
  [{ [Symbol('secret')]: 'x' }, '{ [Symbol(secret)]: [hidden] }'],
  [{ user: { credentials: { id: 1 } } }, '{ user: { credentials: [hidden] } }'],
  ['Bearer abcdef123456', '"Bearer [hidden]"'],
  ['user=me&password=hunter2&x=1', '"user=me&password=[hidden]&x=1"'],
  ['{"apiKey":"abc","n":1}', '"{\\"apiKey\\":\\"[hidden]\\",\\"n\\":1}"'],
  ['Set-Cookie: sid=1', '"Set-Cookie: [hidden]"'],
  ['https://me:hunter2@example.org/', '"https://me:[hidden]@example.org/"'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', '"[hidden]"'],
  ['ghp_0123456789abcdefghij', '"[hidden]"'],
  ['-----BEGIN RSA PRIVATE KEY-----\nabc', '"[hidden]"'],
  [new Error('no such token=abc'), '[Error: "no such token=[hidden]"]'],
  ['the password is wrong', '"the password is wrong"'],
  ['12:30', '"12:30"'],
]

for (const [value, text] of PRINTED) {
  test(`prints ${text}`, () => assert.is(printValue(value), text))
}

test('what the environment holds is not shown, wherever it has come to', () => {
  const environment = new EnvironmentValues()
  assert.is(environment.has('hunter2'), true)
  assert.is(environment.has('db.example.org/main'), true)
  assert.is(environment.has('hunter'), false)
  assert.is(printValue({ user: 'me', key: process.env.PRINT_VALUE_URL }), '{ user: "me", key: [hidden] }')
})

test('what the environment gets later is found by the next power of two of questions', () => {
  const source: Record<string, string> = {}
  const environment = new EnvironmentValues(source)
  environment.has('warm')
  source.API_TOKEN = 'hunter2'
  assert.is(environment.has('hunter2'), true)
})

test('an argument that goes by the name of a credential is not shown, and of many only the first few are', () => {
  assert.equal(printArguments(['me', 'hunter2'], ['user', 'password']), ['"me"', '[hidden]'])
  assert.equal(printArguments([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).slice(7), ['8', '… 2 more'])
})

test('nor is it shown where a result holds it, unless it is too short to tell', () => {
  assert.is(withoutHidden('"me came with hunter2"', ['me', 'hunter2'], ['user', 'password']), '"me came with [hidden]"')
  assert.is(withoutHidden('"1, 2 and 1"', ['1'], ['pwd']), '"1, 2 and 1"')
})

test('long strings and long texts are cut', () => {
  assert.is(printValue('x'.repeat(1000)), `"${'x'.repeat(80)}"… (1000)`)
  assert.ok(printValue(Array.from({ length: 8 }, () => 'x'.repeat(80))).length <= 401)
})

test.run()
