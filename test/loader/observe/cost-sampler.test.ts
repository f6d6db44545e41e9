import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { CostSampler, SAMPLE_NS } from '../../../loader/observe/cost-sampler.js'
import { TimingBudget } from '../../../loader/observe/timing-budget.js'

/** What 250 µs pay for, and what the first 50 of them do. */
const FREE_SAMPLES = Math.ceil(250_000 / SAMPLE_NS)
const LEAST_FREE_SAMPLES = Math.ceil(50_000 / SAMPLE_NS)

interface Sampling {
  part?: number
  /** CPU time from call to call. */
  nsPerCall?: number
  /** Other samplers that keep to a share of the time. */
  others?: number
}

/** So many calls, of which `costOf(call)` is measured. */
function sampled(calls: number, costOf: (call: number) => number, sampling: Sampling = {}): CostSampler {
  const { part = 1, nsPerCall = 1000, others = 0 } = sampling
  let call = 0
  const budget = new TimingBudget(() => call * nsPerCall)
  for (let other = 0; other < others; other++) budget.join()
  const sampler = new CostSampler(1, part, budget)
  for (; call < calls; call++) if (sampler.take()) sampler.add(costOf(call))
  return sampler
}

/** Of the CPU time after those that are free, in calls of a microsecond each. */
function shareOf({ spentNs }: CostSampler, calls: number, free = FREE_SAMPLES): number {
  return (spentNs - free * SAMPLE_NS) / ((calls - free) * 1000)
}

const five = () => 5

test('calls are all timed until that has taken a quarter of a millisecond', () => {
  assert.is(sampled(FREE_SAMPLES, five).samples, FREE_SAMPLES)
  assert.is(sampled(FREE_SAMPLES, five).spentNs, FREE_SAMPLES * SAMPLE_NS)
})

test('then at most a hundredth of the CPU time goes into timing, and most of that is used', () => {
  const share = shareOf(sampled(300_000, five), 300_000)
  assert.ok(share > 0.007 && share <= 0.0105, String(share))
})

test('all samplers of a thread together take no more than that', () => {
  const share = shareOf(sampled(1_200_000, five, { others: 3 }), 1_200_000)
  assert.ok(share > 0.0018 && share <= 0.0026, String(share))
})

test('one of which less hangs on it takes a part of that', () => {
  const free = Math.ceil(FREE_SAMPLES / 4)
  assert.is(sampled(free, five, { part: 1 / 4 }).samples, free)
  const share = shareOf(sampled(500_000, five, { part: 1 / 4 }), 500_000, free)
  assert.ok(share > 0.0018 && share <= 0.0028, String(share))
})

test('so many samples are enough: of long calls, for each of which there is time, ever fewer are timed', () => {
  const counts = [512, 8192, 65_536].map((calls) => sampled(calls, five, { nsPerCall: 1e6 }).spentNs / SAMPLE_NS)
  assert.is(counts[0], 512)
  assert.ok((counts[1] as number) < 3000 && (counts[2] as number) < 5000, counts.join(' '))
})

test('many samplers of a thread take a millisecond together, and a twentieth of one each, before they keep to a share', () => {
  const budget = new TimingBudget(() => 0)
  const samples = Array.from({ length: 10 }, () => {
    const sampler = new CostSampler(1, 1, budget)
    for (let call = 0; call < FREE_SAMPLES; call++) if (sampler.take()) sampler.add(5)
    return sampler.spentNs / SAMPLE_NS
  })
  assert.equal(samples.slice(0, 4), [FREE_SAMPLES, FREE_SAMPLES, FREE_SAMPLES, FREE_SAMPLES])
  assert.ok(
    samples.slice(6).every((count) => count >= LEAST_FREE_SAMPLES && count < 2 * LEAST_FREE_SAMPLES),
    samples.join(' '),
  )
})

test('the mean weighs each sample by the calls that it stands for', () => {
  // Slow while cold: a plain mean over samples would be far above 1.004.
  const sampler = sampled(200_000, (call) => (call < FREE_SAMPLES ? 10 : 1))
  const share = FREE_SAMPLES / 200_000
  assert.ok(Math.abs(sampler.sumNs / sampler.samples - (1 + 9 * share)) < 0.02, String(sampler.sumNs / sampler.samples))
  assert.ok(Math.abs(sampler.sumSqNs / sampler.samples - (1 + 99 * share)) < 0.1)
})

test('samples that stand for unequally many calls count for no more than they tell', () => {
  const sampler = new CostSampler(1)
  // One that stands for nine calls, as eight did not return, and three that stand for one each.
  for (let call = 0; call < 8; call++) sampler.skip()
  sampler.add(10)
  for (let call = 0; call < 3; call++) sampler.add(20)
  assert.is(sampler.samples, Math.round(12 ** 2 / (9 ** 2 + 3)))
  assert.is(sampler.sumNs / sampler.samples, 12.5)
})

test('a rhythm in the calls does not mislead it', () => {
  const sampler = sampled(8_000_000, (call) => (call % 16 === 0 ? 16 : 0))
  assert.ok(Math.abs(sampler.sumNs / sampler.samples - 1) < 0.15, String(sampler.sumNs / sampler.samples))
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
