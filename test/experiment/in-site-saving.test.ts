/** What calls say that a cache saves is a share of the command's own time, with nothing of ours in it. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { inSiteSaving } from '../../src/experiment/in-site-saving.js'
import type { MeasuredPair } from '../../src/experiment/measured-pair.js'
import type { TimedRun } from '../../src/experiment/saved-share.js'
import type { Survivor } from '../../src/experiment/screening.js'
import type { RunOutcome } from '../../src/launch/run-outcome.js'
import type { Interval } from '../../src/stats/interval.js'
import { zeroCounters } from '../../src/wire/counters.js'

const HITS = 1000
const HIT_NS = 100_000

/** A call that is looked up for nothing, and timed as it is. */
const COST: TimedRun['cost'] = {
  hitCallNs: HIT_NS,
  helpShare: 0,
  samplingVariance: 0,
  clockErrorNs: 0,
  lookupNs: 0,
  lookupErrorShare: 0,
  entryBytes: undefined,
  hitPathNs: 0,
  missPathNs: 0,
}

/** Of 100 ms of hits in a `time` run of so many ms and processes, where runs with nothing cached take `offMs`. */
function intervalOf(timeMs: number, processes: number, offMs: number | undefined): Interval {
  const timed = [{ cost: COST, hits: HITS, innerHits: 0, misses: 0, commandNs: timeMs * 1e6, processes }]
  const counters = { ...zeroCounters(), hits: HITS }
  const outcome = { sites: new Map([['f', { counters }]]) } as unknown as RunOutcome
  const pairs: MeasuredPair[] = [{ cached: [['f'], []], outcomes: [outcome, outcome] }]
  const interval = inSiteSaving({ id: 'f', timed } as unknown as Survivor, pairs, offMs)
  if (interval === undefined) throw new Error('nothing was timed')
  return interval
}

function saving(...run: Parameters<typeof intervalOf>): number {
  return intervalOf(...run).estimate
}

test('what V8 takes to compile the arm is no time of the command', () => {
  assert.is(saving(1080, 1, 1000), 0.1)
  assert.is(saving(1300, 4, 1000), 0.1)
})

test('a machine that was slower while calls were timed made the whole command slower', () => {
  assert.is(saving(2100, 1, 1000), 0.05)
})

test('of many processes it may have been the machine, so that the interval holds what is saved then', () => {
  const { low, high } = intervalOf(1500, 10, 1000)
  assert.ok(low < 0.1 / 1.5 && high > 0.1, `${low} to ${high}`)
  assert.ok(intervalOf(1080, 1, 1000).low > 0.05, 'one process cannot have taken that long')
})

test('where runs with nothing cached took longer, or have no CPU time, the timed runs stand for themselves', () => {
  assert.is(saving(1000, 1, 1100), 0.1)
  assert.is(saving(1000, 1, undefined), 0.1)
})

test.run()
