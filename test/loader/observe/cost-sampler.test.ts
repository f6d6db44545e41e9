import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { CostSampler, TimingBudget } from '../../../loader/observe/cost-sampler.js'

const CLOCK_NS = 40
const SAMPLE_NS = 3 * CLOCK_NS + 1000
/** What 250 µs pay for. */
const FREE_SAMPLES = Math.ceil(250_000 / SAMPLE_NS)

/** One call in each microsecond, of which `costOf(call)` is measured; a reading of the clock costs 40 ns. */
function sampled(calls: number, costOf: (call: number) => number, budget = new TimingBudget()): CostSampler {
  let call = 0
  const sampler = new CostSampler(1, { readNs: () => call * 1000, costNs: () => CLOCK_NS }, budget)
  for (; call < calls; call++) if (sampler.take()) sampler.add(costOf(call))
  return sampler
}

function shareOf({ samples }: CostSampler): number {
  return ((samples - FREE_SAMPLES) * SAMPLE_NS) / ((200_000 - FREE_SAMPLES) * 1000)
}

test('calls are all timed until that has taken a quarter of a millisecond', () => {
  assert.is(sampled(FREE_SAMPLES, () => 5).samples, FREE_SAMPLES)
  assert.is(sampled(FREE_SAMPLES, () => 5).spentNs, FREE_SAMPLES * SAMPLE_NS)
})

test('then at most two hundredths of the time goes into timing, and most of that is used', () => {
  const share = shareOf(sampled(200_000, () => 5))
  assert.ok(share > 0.016 && share <= 0.02, String(share))
})

test('all samplers of a thread together take no more than that', () => {
  const budget = new TimingBudget()
  for (let other = 0; other < 3; other++) budget.join()
  const share = shareOf(sampled(200_000, () => 5, budget))
  assert.ok(share > 0.004 && share <= 0.005, String(share))
})

test('the mean weighs each sample by the calls that it stands for', () => {
  // Slow while cold: a plain mean over samples would be far above 1.06.
  const sampler = sampled(200_000, (call) => (call < FREE_SAMPLES ? 10 : 1))
  const share = FREE_SAMPLES / 200_000
  assert.ok(Math.abs(sampler.sumNs / sampler.samples - (1 + 9 * share)) < 0.02, String(sampler.sumNs / sampler.samples))
  assert.ok(Math.abs(sampler.sumSqNs / sampler.samples - (1 + 99 * share)) < 0.1)
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
