/** Products by words of bits are those by multiplication. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { randomSource } from '../../src/stats/random.js'
import { signProducts } from '../../src/stats/sign-products.js'

test('products of columns of signs are those by multiplication, for any number of rows and weights', () => {
  const random = randomSource(1)
  for (const count of [1, 31, 32, 33, 96, 97, 300]) {
    const rows = Array.from({ length: count }, () => Int8Array.from({ length: 5 }, () => (random() < 0.5 ? 1 : -1)))
    const weights = rows.map(() => 2 ** -Math.floor(3 * random()))
    const products = signProducts(rows, weights)
    for (let one = 0; one < 5; one += 1) {
      for (let other = 0; other <= one; other += 1) {
        const expected = rows.reduce(
          (sum, row, at) => sum + (weights[at] as number) * (row[one] as number) * (row[other] as number),
          0,
        )
        assert.is(products[one]?.[other], expected)
      }
    }
  }
})

test('all bits set and all bits clear are counted', () => {
  const rows = Array.from({ length: 192 }, () => Int8Array.of(1, -1, -1))
  const weights = rows.map(() => 1)
  assert.equal(
    signProducts(rows, weights).map((row) => [...row]),
    [
      [192, 0, 0],
      [-192, 192, 0],
      [-192, 192, 192],
    ],
  )
})

test.run()
