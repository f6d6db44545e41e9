/** Student's t against published tables. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { studentDistribution, studentQuantile } from '../../src/stats/student-t.js'

const close = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`)

test('quantiles are those of the tables', () => {
  const table: [probability: number, degrees: number, quantile: number][] = [
    [0.975, 1, 12.7062],
    [0.975, 2, 4.3027],
    [0.975, 9, 2.2622],
    [0.975, 30, 2.0423],
    [0.995, 5, 4.0321],
    [0.9995, 10, 4.5869],
    [0.95, 120, 1.6577],
  ]
  for (const [probability, degrees, quantile] of table) close(studentQuantile(probability, degrees), quantile, 5e-5)
})

test('one degree of freedom is Cauchy, very many are normal', () => {
  close(studentQuantile(0.9, 1), Math.tan(Math.PI * 0.4), 1e-9)
  close(studentQuantile(0.975, 1e7), 1.959964, 1e-5)
})

test('it is symmetric, and half lies below zero', () => {
  close(studentQuantile(0.025, 4), -studentQuantile(0.975, 4), 1e-12)
  close(studentQuantile(0.5, 4), 0, 1e-9)
})

test('the distribution function undoes the quantile, for any real degrees', () => {
  for (const degrees of [0.7, 2.5, 8.1, 300]) {
    for (const probability of [0.6, 0.9, 0.99, 0.9999]) {
      close(studentDistribution(studentQuantile(probability, degrees), degrees), probability, 1e-8)
    }
  }
})

test('what has no quantile is refused', () => {
  assert.throws(() => studentQuantile(1, 3), RangeError)
  assert.throws(() => studentQuantile(0.9, 0), RangeError)
})

test.run()
