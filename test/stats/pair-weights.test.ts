/** Pairs that took unlike those around them are trusted less, whatever the machine drifts to. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { pairWeights } from '../../src/stats/pair-weights.js'
import { randomSource } from '../../src/stats/random.js'
import { standardNormal } from './normal-noise.js'

/** A machine that becomes half as slow again, at 2 % noise. */
function drifting(pairs: number, seed: number): number[] {
  const random = randomSource(seed)
  return Array.from({ length: pairs }, (_, at) => (1 + at / pairs / 2) * (1 + 0.02 * standardNormal(random)))
}

test('a pair that stalled counts little, wherever it stands, and its neighbours as before', () => {
  for (const at of [0, 1, 9, 18, 19]) {
    const sums = drifting(20, at)
    sums[at] = 1.2 * (sums[at] as number)
    const weights = pairWeights(sums)
    assert.ok((weights[at] as number) < 0.1, `${weights[at]} at ${at}`)
    assert.ok(weights.filter((weight) => weight === 1).length >= 15, String(weights))
  }
})

test('no pair loses its weight altogether', () => {
  const sums = [...drifting(9, 1), 1000]
  assert.is(Math.min(...pairWeights(sums)), 1 / 128)
})

test('sums that differ by the steps of their clock only, or are too few, are all trusted', () => {
  assert.equal(pairWeights([4, 4, 4, 4, 5, 4, 4]), [1, 1, 1, 1, 1, 1, 1])
  assert.equal(pairWeights([20, 21, 20, 19, 20, 20, 21], 0.05), [1, 1, 1, 1, 1, 1, 1])
  assert.equal(pairWeights([1, 1.1, 9, 1.2, 1]), [1, 1, 1, 1, 1])
})

test.run()
