/** The matrices are what they are called, and there are enough of them. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { hadamard, hadamardOrder, type Sign } from '../../src/stats/hadamard.js'

const dot = (one: readonly Sign[], other: readonly Sign[]) =>
  one.reduce((sum: number, sign, index) => sum + sign * (other[index] as Sign), 0)

test('any two rows agree in half of their places, at every order up to 128 and at 1008', () => {
  const orders = new Set(Array.from({ length: 128 }, (_, least) => hadamardOrder(least + 1)))
  for (const order of orders) {
    const rows = hadamard(order)
    assert.is(rows.length, order)
    rows.forEach((row, index) => {
      for (const other of rows.slice(0, index)) assert.is(dot(row, other), 0, `order ${order}`)
      assert.is(dot(row, row), order)
    })
  }
  assert.is(dot(hadamard(1008)[3] as Sign[], hadamard(1008)[700] as Sign[]), 0)
})

test('the order is the next multiple of four, with few gaps', () => {
  assert.equal([1, 2, 3, 5, 9, 13, 17, 25, 29, 33].map(hadamardOrder), [1, 2, 4, 8, 12, 16, 20, 28, 32, 36])
  const missing = Array.from({ length: 50 }, (_, index) => 4 * (index + 1)).filter(
    (order) => hadamardOrder(order) > order,
  )
  assert.equal(missing, [52, 92, 100, 116, 156, 172, 184, 188])
})

test('an order that cannot be built is refused', () => {
  for (const order of [0, 3, 6, 92]) assert.throws(() => hadamard(order), RangeError)
})

test.run()
