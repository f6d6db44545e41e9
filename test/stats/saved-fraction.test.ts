/** The pair estimator is unbiased, immune to drift, and knows the steps of its clock. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { TimePair } from '../../src/stats/noise-floor.js'
import { randomSource } from '../../src/stats/random.js'
import { mean } from '../../src/stats/summary.js'
import { standardNormal } from './normal-noise.js'
import { savedFraction } from './saved-fraction.js'

/** Pairs of a command that takes 100 ms and saves `saving`, while the machine drifts by a factor of two. */
function pairs(count: number, saving: number, noise: number, seed: number): TimePair[] {
  const random = randomSource(seed)
  return Array.from({ length: count }, (_, index) => {
    const drift = 1 + index / count
    const noisy = () => drift * (1 + noise * standardNormal(random))
    return { without: 100 * noisy(), with: 100 * (1 - saving) * noisy() }
  })
}

test('drift that both runs of a pair share cancels exactly', () => {
  const interval = savedFraction(pairs(5, 0.12, 0, 1), 0.05)
  assert.ok(interval !== undefined && Math.abs(interval.estimate - 0.12) < 1e-12)
  assert.ok(interval.high - interval.low < 1e-9)
})

test('the estimate is unbiased to a tenth of a point, faster and slower alike', () => {
  for (const saving of [0.3, 0.04, 0, -0.2]) {
    const estimates = Array.from(
      { length: 2000 },
      (_, seed) => savedFraction(pairs(6, saving, 0.05, seed), 0.05)?.estimate,
    )
    const average = mean(estimates.map((estimate) => estimate ?? Number.NaN))
    assert.ok(Math.abs(average - saving) < 0.003, `${average} for ${saving}`)
  }
})

test('its interval covers the truth in 93 to 97.5 of 100 simulations', () => {
  for (const count of [3, 6, 9]) {
    const held = Array.from({ length: 3000 }, (_, seed) => savedFraction(pairs(count, 0.1, 0.05, seed), 0.05)).filter(
      (interval) => interval !== undefined && interval.low <= 0.1 && interval.high >= 0.1,
    ).length
    assert.ok(held >= 2790 && held <= 2925, `${held} of 3000 with ${count} pairs`)
  }
})

test('equal readings of a clock with coarse steps are not taken for certainty', () => {
  const equal = [1, 2, 3].map(() => ({ without: 100, with: 90 }))
  const coarse = savedFraction(equal, 0.05, 10)
  assert.ok(coarse !== undefined && coarse.low < 0.05 && coarse.high > 0.15, JSON.stringify(coarse))
})

test('one pair, or times of zero, say nothing', () => {
  assert.is(savedFraction([{ without: 10, with: 9 }], 0.05), undefined)
  assert.is(
    savedFraction(
      [
        { without: 0, with: 0 },
        { without: 10, with: 9 },
      ],
      0.05,
    ),
    undefined,
  )
})

test('an interval wider than any time could be stays finite', () => {
  const wild = savedFraction(
    [
      { without: 1, with: 100 },
      { without: 100, with: 1 },
    ],
    0.01,
  )
  assert.ok(wild !== undefined && Number.isFinite(wild.low) && wild.high === 1)
})

test.run()
