import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { pack, unpack } from '../../src/scan/packed.js'
import { scanText } from '../../src/scan/scan-text.js'

test('what was packed comes back equal, with its Maps, Sets, holes of undefined and absent properties', () => {
  const values = [
    { a: 1, b: undefined },
    { a: 1 },
    [undefined, null, true, -1.5, '', '1', 1, []],
    new Map<unknown, unknown>([
      ['x', [1]],
      [{ key: 1 }, new Map()],
    ]),
    new Set(['a', 2]),
  ]
  const back = unpack(pack(values)) as typeof values
  assert.equal(back, values)
  assert.is('b' in (back[0] as object), true)
  assert.is('b' in (back[1] as object), false)
})

test('names with commas are not taken for several, and numbers that JSON would change are refused', () => {
  const values = [{ a: 1, b: 2 }, { 'a,b': 3 }]
  assert.equal(unpack(pack(values)), values)
  for (const number of [Number.POSITIVE_INFINITY, Number.NaN, -0])
    assert.throws(() => pack([0, number]), /JSON has no words/)
})

test('parts that are equal are one object afterwards', () => {
  const [one, other] = unpack(pack([{ at: [1, 2] }, { at: [1, 2] }])) as [object, object]
  assert.is(one, other)
})

test('what a Map has as its key is the very object that stands elsewhere', () => {
  const site = { id: 'a' }
  const { sites, uses } = unpack(pack({ sites: [site], uses: new Map([[site, 1]]) })) as {
    sites: object[]
    uses: Map<object, number>
  }
  assert.is(uses.get(sites[0] as object), 1)
})

test('all that one text came to outlives packing', () => {
  const text = `import { unit } from './unit.js'
const rates = new Map()
let locale = 'en'
export function setLocale(to) { locale = to }
export function label(value) { return unit(value) + locale }
export class Table { get(key) { return this.rows[key] } fill(key) { return rates.get(key) ?? this.get(key) } }
export const make = (a) => (b) => a.c + b`
  const scanned = scanText(text, 'a.js')
  assert.equal(unpack(pack(scanned)), scanned)
})

test('what was cut off, or has a single bit changed, is not read', () => {
  const bytes = pack({ a: ['b'] })
  for (let end = 0; end < bytes.length; end++) {
    assert.throws(() => unpack(bytes.subarray(0, end)), SyntaxError as never)
    const changed = Buffer.from(bytes)
    changed.writeUInt8((bytes[end] as number) ^ 1, end)
    assert.throws(() => unpack(changed), SyntaxError as never)
  }
})

test.run()
