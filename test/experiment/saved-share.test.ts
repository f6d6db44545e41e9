/** The in-site saving is unbiased, as wide as its errors, and says little of what is quicker than the clock. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { armOverheadNs, callCost } from '../../src/experiment/call-cost.js'
import { confirmedShare, mayBeTold, predictedShare, type TimedRun } from '../../src/experiment/saved-share.js'
import { randomSource } from '../../src/stats/random.js'
import { type SiteCounters, zeroCounters } from '../../src/wire/counters.js'
import { standardNormal } from '../stats/normal-noise.js'

const MS = 1e6

interface Truth {
  hits: number
  misses: number
  callNs: number
  commandMs: number
}

function countersOf({ hits, misses, callNs }: Truth, timed = 2000, lookupNs = 50): SiteCounters {
  const sampled = { timed, timedNs: timed * callNs, timedSqNs: timed * 1.5 * callNs ** 2, timedHits: hits }
  return {
    ...zeroCounters(),
    calls: hits + misses,
    hits,
    misses,
    ...sampled,
    lookups: 100,
    lookupNs: 100 * lookupNs,
    clockNs: 30,
  }
}

function timedRun(truth: Truth): TimedRun {
  const cost = callCost(countersOf(truth))
  if (cost === undefined) throw new Error('nothing was timed')
  return { cost, hits: truth.hits, innerHits: 0, misses: truth.misses, commandNs: truth.commandMs * MS, processes: 1 }
}

const DEAR: Truth = { hits: 20_000, misses: 100, callNs: 2000, commandMs: 200 }

test('the estimate is cost of hits less hit path, less miss path, over CPU time', () => {
  const { estimate } = predictedShare([timedRun(DEAR)])
  const netNs = 20_000 * (2000 - 55) - 100 * (5 + 11 * 50)
  assert.ok(Math.abs(estimate - netNs / (200 * MS)) < 1e-12)
})

test('one run of a function that takes a fifth of the time is enough to say that it pays', () => {
  const { low, high } = predictedShare([timedRun(DEAR)])
  assert.ok(low > 0.1 && low < 0.15 && high > 0.22 && high < 0.3, `${low} to ${high}`)
})

test('three runs are tighter than one', () => {
  const width = (runs: number) => {
    const { low, high } = predictedShare(Array.from({ length: runs }, () => timedRun(DEAR)))
    return high - low
  }
  assert.ok(width(3) < 0.6 * width(1))
})

test('further runs may tell a saving from what lies a fifth away, and never from what it all but is', () => {
  const runs = [timedRun(DEAR)]
  const { estimate } = predictedShare(runs)
  assert.ok(mayBeTold(runs, 0.8 * estimate, 5))
  assert.not.ok(mayBeTold(runs, 0.99 * estimate, 5))
})

test('after the last run only what it has told is told', () => {
  const runs = Array.from({ length: 5 }, () => timedRun(DEAR))
  const { low, high } = predictedShare(runs)
  assert.equal(
    [low - 1e-9, low + 1e-9, high - 1e-9, high + 1e-9].map((threshold) => mayBeTold(runs, threshold, 5)),
    [true, false, false, true],
  )
})

test('runs that disagree widen the interval', () => {
  const agreeing = predictedShare([timedRun(DEAR), timedRun(DEAR), timedRun(DEAR)])
  const costs = [1200, 2000, 2800].map((callNs) => timedRun({ ...DEAR, callNs }))
  const disagreeing = predictedShare(costs)
  assert.ok(disagreeing.high - disagreeing.low > 1.5 * (agreeing.high - agreeing.low))
})

test('a function of 15 ns called 800,000 times has no lower end above 5 %, nor any saving', () => {
  const tiny = { hits: 800_000, misses: 10, callNs: 15, commandMs: 60 }
  const share = predictedShare([timedRun(tiny), timedRun(tiny), timedRun(tiny)])
  assert.ok(share.low < 0.05 && share.estimate < 0, `${share.low} to ${share.high}`)
  const cheapKey = { ...timedRun(tiny), cost: callCost(countersOf(tiny, 2000, 0)) as TimedRun['cost'] }
  assert.ok(predictedShare([cheapKey, cheapKey, cheapKey]).low < 0.05)
})

test('95 % intervals hold the truth in at least 93 % of simulated runs that vary by a tenth', () => {
  const random = randomSource(9)
  const truth = (20_000 * (2000 - 65) - 100 * 565) / (200 * MS)
  let held = 0
  for (let trial = 0; trial < 2000; trial += 1) {
    const runs = Array.from({ length: 1 + (trial % 3) }, () => {
      const varied = DEAR.callNs * (1 + 0.1 * standardNormal(random))
      return timedRun({ ...DEAR, callNs: varied })
    })
    const { low, high } = predictedShare(runs)
    if (low <= truth && truth <= high) held += 1
  }
  assert.ok(held >= 1860, `${held} of 2000`)
})

test('what V8’s own threads did beside is saved in proportion, and no lower end rests on it', () => {
  const helped = (threadNs: number, processNs: number) => {
    const cost = callCost({ ...countersOf(DEAR), threadNs, processNs }) as TimedRun['cost']
    return predictedShare([{ ...timedRun(DEAR), cost }])
  }
  const [alone, unknown, half] = [helped(50 * MS, 50 * MS), helped(0, 0), helped(40 * MS, 60 * MS)]
  assert.equal(unknown, alone)
  assert.ok(Math.abs(half.estimate - (alone.estimate + (0.5 * 20_000 * 2000) / (200 * MS))) < 1e-12)
  assert.ok(half.low - alone.low < 0.04, `${half.low} after ${alone.low}`)
  assert.equal(helped(10 * MS, 50 * MS), helped(10 * MS, 20 * MS))
})

test('what the arm took for itself is what it says of its clock, and a price for each call', () => {
  const counters = { ...zeroCounters(), calls: 1000, misses: 10, lookups: 1, lookupNs: 50, timingNs: 500 }
  assert.is(armOverheadNs(counters), 1000 * (50 + 130) + 10 * 50 * 10 + 500)
})

test('an entry has the mean size of those that were looked at, and none where most have no size', () => {
  const sizeOf = (sizedEntries: number, unsizedEntries: number) =>
    callCost({ ...countersOf(DEAR), sizedEntries, sizedBytes: 130 * sizedEntries, unsizedEntries })?.entryBytes
  assert.equal([sizeOf(4, 4), sizeOf(4, 5), sizeOf(0, 0)], [130, undefined, undefined])
})

test('in validation the hits that caches really had decide, not those that were foreseen', () => {
  const run = { hits: 20_000, misses: 100 }
  const foreseen = confirmedShare([timedRun(DEAR)], [run, run, run])
  const halved = { ...run, hits: 10_000 }
  const confirmed = confirmedShare([timedRun(DEAR)], [halved, halved, halved])
  assert.ok(Math.abs(foreseen.estimate - predictedShare([timedRun(DEAR)]).estimate) < 1e-12)
  assert.ok(Math.abs(confirmed.estimate - foreseen.estimate / 2) < 0.001)
})

test('a machine that was slow while timing was slow for the whole run: the share stays', () => {
  const run = { hits: 20_000, misses: 100 }
  const slow = { ...timedRun({ ...DEAR, callNs: 3000, commandMs: 300 }) }
  const [calm, strained] = [timedRun(DEAR), slow].map((timed) => confirmedShare([timed], [run, run]).estimate)
  assert.ok(Math.abs((calm as number) - (strained as number)) < 0.003)
})

test('no saving is larger than all of the time', () => {
  const whole = predictedShare([timedRun({ ...DEAR, commandMs: 38 })])
  assert.is(whole.high, 1)
  assert.is(whole.estimate, 1)
})

test('hits that were never timed have no cost, and a site without outermost hits costs its misses', () => {
  assert.is(callCost({ ...zeroCounters(), timedHits: 5 }), undefined)
  const cost = callCost({ ...zeroCounters(), calls: 50, hits: 40, misses: 10 })
  assert.is(cost?.hitCallNs, 0)
})

test.run()
