/** A saving of a part of the work, told as one of the whole, still covers the truth as often as it says. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type PartOfWhole, scaled, shareOf } from '../../src/stats/factor.js'
import { type RandomSource, randomSource } from '../../src/stats/random.js'
import { standardNormal } from './normal-noise.js'
import { savedFraction } from './saved-fraction.js'

const noisy = (time: number, noise: number, random: RandomSource) => time * (1 + noise * standardNormal(random))

function parts(count: number, share: number, noise: number, random: RandomSource): PartOfWhole[] {
  return Array.from({ length: count }, () => ({
    part: noisy(100 * share, noise, random),
    whole: noisy(100, noise, random),
  }))
}

test('the share is the ratio of the times, however fast the machine is in each pair', () => {
  const { estimate } = shareOf([
    { part: 30, whole: 100 },
    { part: 60, whole: 200 },
  ])
  assert.ok(Math.abs(estimate - 0.3) < 1e-12)
})

test('two pairs that agree by chance, and coarse clocks, are not taken for certainty', () => {
  const agreeing = [1, 2].map(() => ({ part: 30, whole: 100 }))
  assert.ok(shareOf(agreeing).relativeError > 0.03)
  assert.ok(shareOf(agreeing, 10).relativeError > 1.5 * shareOf(agreeing).relativeError)
})

test('without a factor an interval stays what it is, with an exact one it shrinks by it', () => {
  const interval = { estimate: 0.2, low: 0.1, high: 0.4 }
  assert.is(scaled(interval, undefined, 0.05), interval)
  const half = scaled(interval, { estimate: 0.5, relativeError: 0, degrees: 5 }, 0.05)
  assert.equal(half, { estimate: 0.1, low: 0.05, high: 0.2 })
})

test('nothing saved is nothing saved whatever the share, and its error hardly grows', () => {
  const interval = { estimate: 0, low: -0.1, high: 0.1 }
  const { low, high } = scaled(interval, { estimate: 0.5, relativeError: 0.3, degrees: 4 }, 0.05)
  assert.equal([low, high], [-0.05, 0.05])
})

test('a scaled interval covers the truth in at least 93 of 100 simulations, in all only where there is less noise than believed', () => {
  const [share, saving] = [0.3, 0.4]
  for (const [noise, most] of [
    [0.02, 2000],
    [0.05, 1995],
    [0.08, 1995],
  ] as const) {
    let held = 0
    for (let seed = 0; seed < 2000; seed += 1) {
      const random = randomSource(seed)
      const factor = shareOf(parts(2, share, noise, random))
      const times = Array.from({ length: 6 }, () => ({
        without: noisy(30, noise, random),
        with: noisy(30 * (1 - saving), noise, random),
      }))
      const measured = savedFraction(times, 0.05)
      const interval = measured && scaled(measured, factor, 0.05)
      if (interval && interval.low <= share * saving && interval.high >= share * saving) held += 1
    }
    assert.ok(held >= 1860 && held <= most, `${held} of 2000 at noise ${noise}`)
  }
})

test.run()
