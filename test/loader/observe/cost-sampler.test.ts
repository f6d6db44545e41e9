import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { CostSampler } from '../../../loader/observe/cost-sampler.js'

/** One call in each microsecond, of which `costOf(call)` is measured; a reading of the clock costs 40 ns. */
function sampled(calls: number, costOf: (call: number) => number): CostSampler {
  let call = 0
  const sampler = new CostSampler(1, { readNs: () => call * 1000, costNs: () => 40 })
  for (; call < calls; call++) if (sampler.take()) sampler.add(costOf(call))
  return sampler
}

test('the first 2,000 calls are all timed', () => {
  assert.is(sampled(2000, () => 5).samples, 2000)
})

test('then at most two hundredths of the time goes into timing, and most of that is used', () => {
  const { samples } = sampled(200_000, () => 5)
  const share = ((samples - 2000) * (3 * 40 + 60)) / (198_000 * 1000)
  assert.ok(share > 0.016 && share <= 0.02, String(share))
})

test('the mean weighs each sample by the calls that it stands for', () => {
  // Slow while cold: a plain mean over samples would be far above 1.09.
  const sampler = sampled(200_000, (call) => (call < 2000 ? 10 : 1))
  assert.ok(Math.abs(sampler.sumNs / sampler.samples - 1.09) < 0.02, String(sampler.sumNs / sampler.samples))
  assert.ok(Math.abs(sampler.sumSqNs / sampler.samples - 1.99) < 0.1)
})

test('a rhythm in the calls does not mislead it', () => {
  const sampler = sampled(2_000_000, (call) => (call % 16 === 0 ? 16 : 0))
  assert.ok(Math.abs(sampler.sumNs / sampler.samples - 1) < 0.05, String(sampler.sumNs / sampler.samples))
})

test('a call that was to be timed and did not return leaves its turn to the next', () => {
  const sampler = new CostSampler(1)
  assert.is(sampler.take(), true)
  sampler.skip()
  assert.is(sampler.take(), true)
  sampler.add(5)
  assert.equal([sampler.samples, sampler.sumNs], [1, 5])
})

test('without samples there is no cost', () => {
  assert.equal([new CostSampler(1).sumNs, new CostSampler(1).sumSqNs], [0, 0])
})

test.run()
