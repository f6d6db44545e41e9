/** Normal equations are solved, and what they do not determine is said not to be. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { Cholesky } from '../../src/stats/cholesky.js'
import { randomSource } from '../../src/stats/random.js'

const close = (actual: number | undefined, expected: number) =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-6, `${actual} for ${expected}`)

/** Jᵀ J of as many rows and columns, and its product with a vector. */
function normal(rows: number, columns: number): { matrix: Float64Array[]; times: (x: ArrayLike<number>) => number[] } {
  const random = randomSource(rows)
  const design = Array.from({ length: rows }, () => Array.from({ length: columns }, () => random() - 0.5))
  const entry = (one: number, other: number) =>
    design.reduce((sum, row) => sum + (row[one] as number) * (row[other] as number), 0)
  const places = [...Array(columns).keys()]
  return {
    matrix: places.map((one) => Float64Array.from(places, (other) => entry(one, other))),
    times: (x) => places.map((one) => places.reduce((sum, other) => sum + entry(one, other) * (x[other] as number), 0)),
  }
}

test('a system of more unknowns than fit into a band is solved, its inverse as by solving for each unit', () => {
  const { matrix, times } = normal(80, 40)
  const right = Float64Array.from({ length: 40 }, (_, index) => index - 7)
  const factored = new Cholesky(matrix)
  times(factored.solve(right)).forEach((value, index) => {
    close(value, right[index] as number)
  })
  assert.is(factored.rank, 40)
  factored.inverseDiagonal().forEach((value, index) => {
    const unit = new Float64Array(40)
    unit[index] = 1
    close(value, factored.solve(unit)[index] as number)
  })
})

test('of columns that are the same neither is determined', () => {
  const rows = [
    [3, 1, 1],
    [1, 2, 2],
    [1, 2, 2],
  ]
  const factored = new Cholesky(rows.map((row) => Float64Array.from(row)))
  assert.is(factored.rank, 2)
  assert.equal(
    factored.inverseDiagonal().map((value) => value !== undefined),
    [true, false, false],
  )
})

test.run()
