import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type HotSpot, hotSpotOf, rankInProfile } from '../../src/experiment/hot-spots.js'
import type { SiteObservation } from '../../src/experiment/observation.js'
import type { ProbedSite } from '../../src/experiment/options.js'
import { zeroCounters } from '../../src/wire/counters.js'
import { OPTIONS } from './experiment-options.js'

function hotSpot(calls: number, known: Partial<ProbedSite> = {}, hitCallNs?: number): HotSpot {
  const timing = hitCallNs === undefined ? undefined : { hitCallNs }
  const seen = { counters: { ...zeroCounters(), calls }, timing } as SiteObservation
  return hotSpotOf({ id: 'f', async: false, candidate: true, state: 'none', ...known }, seen, OPTIONS)
}

const tested = (totalMs: number) => ({ totalMs, from: 'suite' }) as const
const production = (totalMs: number) => ({ totalMs, from: 'production' }) as const

const ROWS: [claim: string, found: HotSpot, expected: HotSpot['priority']][] = [
  ['many calls, much time and two expenses are HIGH', hotSpot(500, { profiled: tested(1000), expenses: 2 }), 'HIGH'],
  ['one expense is too few for it', hotSpot(500, { profiled: tested(1000), expenses: 1 }), 'MEDIUM'],
  ['so are 499 calls', hotSpot(499, { profiled: tested(1000), expenses: 2 }), 'MEDIUM'],
  ['so are 999 ms', hotSpot(500, { profiled: tested(999), expenses: 2 }), 'MEDIUM'],
  ['200 calls are MEDIUM', hotSpot(200, { profiled: tested(100) }), 'MEDIUM'],
  ['so is half a second', hotSpot(100, { profiled: tested(500) }), 'MEDIUM'],
  ['less of both is LOW', hotSpot(199, { profiled: tested(499) }), 'LOW'],
  ['fewer calls than minCalls are none', hotSpot(99, { profiled: tested(5000) }), undefined],
  ['less time than minTotalMs is none', hotSpot(5000, { profiled: tested(99) }), undefined],
  ['production is hot however seldom the suite calls it', hotSpot(3, { profiled: production(500) }), 'MEDIUM'],
  ['without a profile the calls tell', hotSpot(200), 'MEDIUM'],
  ['and what was timed', hotSpot(500, { expenses: 2 }, 2e6), 'HIGH'],
  ['what was timed as little is none', hotSpot(500, {}, 1e5), undefined],
]

for (const [claim, { priority }, expected] of ROWS) test(claim, () => assert.is(priority, expected))

test('what is hot in production comes before what is hot in the suite, and that before what no profile shows', () => {
  const order = [
    hotSpot(500, { profiled: production(1000), expenses: 2 }),
    hotSpot(100, { profiled: production(100) }),
    hotSpot(500, { profiled: tested(1000), expenses: 2 }),
    hotSpot(100, { profiled: tested(100) }),
    hotSpot(500, { expenses: 2 }, 2e6),
  ]
  const ranks = order.map(rankInProfile)
  assert.equal(
    [...ranks].sort((a, b) => b - a),
    ranks,
  )
  assert.equal(new Set(ranks).size, 5)
  assert.is(rankInProfile(hotSpot(100, { profiled: production(99) })), 0)
})

test.run()
