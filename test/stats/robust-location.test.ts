/** Intervals around the robust location cover the truth as often as they say. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type RandomSource, randomSource } from '../../src/stats/random.js'
import { robustLocation, studentInterval } from '../../src/stats/robust-location.js'
import { standardNormal } from './normal-noise.js'

const TRIALS = 6000

/** All are symmetric around 0. */
const NOISES: Record<string, (random: RandomSource) => number> = {
  normal: standardNormal,
  'one in ten eight times as wide': (random) => standardNormal(random) * (random() < 0.1 ? 8 : 1),
  'differences of lognormals': (random) =>
    Math.exp(0.5 * standardNormal(random)) - Math.exp(0.5 * standardNormal(random)),
  Cauchy: (random) => Math.tan(Math.PI * (random() - 0.5)),
}

/** Percent of simulated intervals that hold 0. */
function coverage(noise: string, n: number, alpha: number): number {
  const random = randomSource(11)
  let held = 0
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const sample = Array.from({ length: n }, () => (NOISES[noise] as (random: RandomSource) => number)(random))
    const { low, high } = studentInterval(robustLocation(sample), alpha)
    if (low <= 0 && high >= 0) held += 1
  }
  return (100 * held) / TRIALS
}

function demand(noise: string, sizes: number[], least: number, most: number, alpha = 0.05): void {
  for (const n of sizes) {
    const percent = coverage(noise, n, alpha)
    assert.ok(percent >= least && percent <= most, `${noise}, n = ${n}: ${percent.toFixed(2)} %`)
  }
}

test('95 % intervals cover 93 to 97.5 % under normal noise', () => {
  demand('normal', [3, 4, 5, 8, 10, 20], 93, 97.5)
})

test('95 % intervals cover 94 to 97.5 % under spikes and lognormal noise', () => {
  demand('one in ten eight times as wide', [3, 5, 10, 20], 94, 97.5)
  demand('differences of lognormals', [3, 5, 10, 20], 94, 97.5)
})

test('95 % intervals err on the wide side under Cauchy noise', () => {
  demand('Cauchy', [3, 5, 10, 20], 95, 99)
})

test('99 % intervals, as later looks use them, cover at least 98 %', () => {
  for (const noise of Object.keys(NOISES)) demand(noise, [3, 6, 9], 98, 100, 0.01)
})

test('one wild value moves a mean and hardly this', () => {
  const calm = [1, 2, 3, 4, 5, 6, 7]
  const { centre } = robustLocation([...calm, 1000])
  assert.ok(centre > 4 && centre < 5.5, String(centre))
})

test('values without outliers get their mean', () => {
  assert.is(robustLocation([1, 2, 3, 4, 5]).centre, 3)
  assert.is(robustLocation([1, 2, 6]).centre, 3)
})

test('values that mostly tie get the plain mean, and all ties an interval of no width', () => {
  assert.is(robustLocation([2, 2, 2, 2, 7]).centre, 3)
  assert.equal(studentInterval(robustLocation([2, 2, 2])), { estimate: 2, low: 2, high: 2 })
})

test('a known error beside the spread widens the interval', () => {
  const { low, high } = studentInterval(robustLocation([2, 2, 2]), 0.05, 0.01)
  assert.ok(Math.abs(high - low - 2 * 4.30265 * 0.1) < 1e-4)
})

test.run()
