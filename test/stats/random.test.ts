/** The generator is seeded, uniform, and its orders are fair. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { randomSource, shuffled } from '../../src/stats/random.js'
import { mean, variance } from '../../src/stats/summary.js'
import { standardNormal } from './normal-noise.js'

const draw = (seed: number, count: number) => {
  const random = randomSource(seed)
  return Array.from({ length: count }, random)
}

test('the same seed gives the same numbers, another seed gives others', () => {
  assert.equal(draw(7, 20), draw(7, 20))
  assert.not.equal(draw(7, 20), draw(8, 20))
})

test('seeds that differ by one are not related', () => {
  const firsts = Array.from({ length: 2000 }, (_, seed) => randomSource(seed)())
  assert.ok(Math.abs(mean(firsts) - 0.5) < 0.03)
  assert.ok(Math.abs(variance(firsts) - 1 / 12) < 0.01)
})

test('numbers are uniform in [0, 1)', () => {
  const numbers = draw(1, 20_000)
  assert.ok(numbers.every((number) => number >= 0 && number < 1))
  const tenths = Array.from({ length: 10 }, (_, tenth) => numbers.filter((x) => Math.floor(10 * x) === tenth).length)
  // Chi-square with 9 degrees of freedom: 21.7 at the 1 % level.
  assert.ok(tenths.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0) < 21.7)
})

test('every order of three is as likely as the others, and nothing is lost', () => {
  const random = randomSource(3)
  const counts = new Map<string, number>()
  for (let trial = 0; trial < 6000; trial += 1) {
    const order = shuffled(['a', 'b', 'c'], random).join('')
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  assert.is(counts.size, 6)
  assert.ok([...counts.values()].every((count) => Math.abs(count - 1000) < 120))
})

test('normal numbers have mean 0 and variance 1', () => {
  const random = randomSource(5)
  const numbers = Array.from({ length: 20_000 }, () => standardNormal(random))
  assert.ok(Math.abs(mean(numbers)) < 0.03)
  assert.ok(Math.abs(variance(numbers) - 1) < 0.04)
})

test.run()
