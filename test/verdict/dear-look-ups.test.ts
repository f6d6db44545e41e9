/** No function is rejected for the price of its keys where that price was read while the thread had lost its core. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { CostSampler } from '../../loader/observe/cost-sampler.js'
import { Interruptions } from '../../loader/observe/interruptions.js'
import { TimingBudget } from '../../loader/observe/timing-budget.js'
import { callCost } from '../../src/experiment/call-cost.js'
import { predictedShare } from '../../src/experiment/saved-share.js'
import { zeroCounters } from '../../src/wire/counters.js'
import { verdictWhen } from './case-file.js'

const MS = 1e6

/** A command of 200 ms, in which 300 calls take 100 µs each, 280 of them again: 14 % are saved where keys cost little. */
const [CALLS, HITS, HIT_NS, COMMAND_NS] = [300, 280, 100_000, 200 * MS]

/** What the clock said of each look-up, as the `time` arm makes a price of it. */
function priced(lookUps: readonly number[]) {
  const interruptions = new Interruptions(() => 0)
  let nowNs = 0
  const sampler = new CostSampler(1, 1, new TimingBudget(() => nowNs))
  for (const ns of lookUps) {
    nowNs += COMMAND_NS / CALLS
    if (sampler.take()) sampler.add(interruptions.shortNs(ns))
  }
  return { lookups: sampler.samples, lookupNs: sampler.sumNs }
}

function judged(lookUps: readonly number[]) {
  const hits = { timed: HITS, timedHits: HITS, timedNs: HITS * HIT_NS, timedSqNs: HITS * HIT_NS ** 2 }
  const counters = { calls: CALLS, hits: HITS, misses: CALLS - HITS, ...hits, ...priced(lookUps), clockNs: 30 }
  const cost = callCost({ ...zeroCounters(), ...counters })
  if (cost === undefined) throw new Error('nothing was timed')
  const savedShare = predictedShare([
    { cost, hits: HITS, innerHits: 0, misses: CALLS - HITS, commandNs: COMMAND_NS, processes: 1 },
  ])
  const timing = { hitCallNs: cost.hitCallNs, lookupNs: cost.lookupNs, savedShare }
  const { verdict, reasons } = verdictWhen({ timing, observation: { key: { strategy: 'structural', leaves: [] } } })
  return { verdict, reason: reasons[0]?.code }
}

const REJECTED = { verdict: 'REJECT', reason: 'key-costs-more' }

test('keys that cost more than the function are a reason to reject', () => {
  assert.equal(judged(Array.from({ length: CALLS }, () => 250_000)), REJECTED)
})

test('a thread that lost its core in the first look-up, and in some others, is no such reason', () => {
  const lookUps = Array.from({ length: CALLS }, (_, index) => (index % 25 === 0 ? 60 * MS : 300))
  assert.is(judged(lookUps).verdict, 'APPLY')
})

test('a few look-ups are too few to say so', () => {
  assert.is(judged([250_000, 250_000, 250_000]).verdict, 'APPLY')
})

test.run()
