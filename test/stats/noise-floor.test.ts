/** What the control of pairs says of the noise is the noise that there is, and what it foretells comes true. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { TimePair } from '../../src/stats/noise-floor.js'
import { leastSettled, noiseFloor, pooledSpread } from '../../src/stats/noise-floor.js'
import { randomSource } from '../../src/stats/random.js'
import { standardNormal } from './normal-noise.js'
import { savedFraction } from './saved-fraction.js'

/** Pairs of a command of 100 ms that saves `saving`; from pair to pair the machine gets slower by `drift`. */
function pairs(count: number, { noise = 0, drift = 0, saving = 0, seed = 1 }): TimePair[] {
  const random = randomSource(seed)
  const noisy = () => 1 + noise * standardNormal(random)
  return Array.from({ length: count }, (_, pair) => {
    const now = 100 * (1 + pair * drift)
    return { without: now * noisy(), with: now * (1 - saving) * noisy() }
  })
}

test('the spread of runs holds the drift, the spread within pairs does not', () => {
  const floor = noiseFloor(pairs(400, { noise: 0.04 }))
  assert.ok(floor && Math.abs(floor.runSpread - 0.04) < 0.004, `${floor?.runSpread}`)
  assert.ok(floor && Math.abs(floor.pairSpread - 0.04) < 0.004, `${floor?.pairSpread}`)
  const drifting = noiseFloor(pairs(10, { drift: 0.1 }))
  assert.ok(drifting && drifting.runSpread > 0.15 && drifting.pairSpread < 1e-12)
})

test('runs that do not differ at all have no noise and save nothing', () => {
  const floor = noiseFloor(pairs(3, {}))
  assert.equal(floor, { mean: 100, runSpread: 0, pairSpread: 0, apparentSaving: { estimate: 0, low: 0, high: 0 } })
})

test('fewer than two pairs have no noise to speak of', () => {
  assert.is(noiseFloor(pairs(1, {})), undefined)
})

test('a saving as large as the least that is settled is settled in about four of five experiments', () => {
  const decision = { candidates: 1, pairs: 9, alpha: 0.05, threshold: 0.05 }
  const saving = leastSettled(0.04, decision)
  let settled = 0
  for (let seed = 0; seed < 1000; seed += 1) {
    const interval = savedFraction(pairs(decision.pairs, { noise: 0.04, saving, seed }), decision.alpha)
    if (interval && interval.low >= decision.threshold) settled += 1
  }
  assert.ok(settled > 720 && settled < 880, `${settled} of 1000 at ${saving}`)
})

test('without a repetition the spread is what was believed, with many it is their own', () => {
  const prior = { deviation: 0.05, degrees: 4 }
  assert.is(pooledSpread([], prior), 0.05)
  assert.is(pooledSpread([[100], [7]], prior), 0.05)
  const random = randomSource(1)
  const groups = [1000, 10].map((level) =>
    Array.from({ length: 500 }, () => level * (1 + 0.2 * standardNormal(random))),
  )
  const spread = pooledSpread(groups, prior)
  assert.ok(Math.abs(spread - 0.2) < 0.015, `${spread}`)
})

test.run()
