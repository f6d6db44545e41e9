/** In a block no factor's effect hides in another's, nor in what second runs have in common. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { foldoverPairs } from '../../src/stats/foldover.js'
import { randomSource } from '../../src/stats/random.js'

const column = (block: readonly (readonly number[])[], factor: number) => block.map((row) => row[factor] as number)
const dot = (one: readonly number[], other: readonly number[]) =>
  one.reduce((sum, value, index) => sum + value * (other[index] as number), 0)

test('factors are on first in half of the pairs, and together with each other in half of the runs', () => {
  for (const factors of [2, 3, 5, 10, 12, 30]) {
    const block = foldoverPairs(factors, 3, randomSource(factors))
    for (let one = 0; one < factors; one += 1) {
      assert.is(
        dot(
          column(block, one),
          block.map(() => 1),
        ),
        0,
      )
      for (let other = 0; other < one; other += 1) assert.is(dot(column(block, one), column(block, other)), 0)
    }
  }
})

test('two to four pairs are left beyond one a factor, and the least that was asked for is run', () => {
  assert.equal(
    [2, 5, 9, 10, 13].map((factors) => foldoverPairs(factors, 3, randomSource(1)).length),
    [4, 8, 16, 16, 20],
  )
  assert.is(foldoverPairs(2, 9, randomSource(1)).length, 12)
  assert.equal(
    [2, 3, 7, 8].map((factors) => foldoverPairs(factors, 3, randomSource(1), 1).length),
    [4, 4, 8, 12],
  )
})

test('one factor is on first in half of an even number of pairs', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    assert.is(dot(column(foldoverPairs(1, 6, randomSource(seed)), 0), Array(6).fill(1)), 0)
    assert.is(Math.abs(dot(column(foldoverPairs(1, 3, randomSource(seed)), 0), Array(3).fill(1))), 1)
  }
})

test('a seed gives one plan, another seed another', () => {
  const plan = (seed: number) => JSON.stringify(foldoverPairs(6, 3, randomSource(seed)))
  assert.is(plan(4), plan(4))
  assert.is.not(plan(4), plan(5))
})

test('in each pair each factor is as likely to be on first as second', () => {
  const signs = Array.from({ length: 2000 }, (_, seed) => foldoverPairs(3, 3, randomSource(seed))[0]?.[0] ?? 0)
  const sum = signs.reduce((total: number, sign) => total + sign, 0)
  assert.ok(Math.abs(sum) < 4 * Math.sqrt(2000), String(sum))
})

test.run()
