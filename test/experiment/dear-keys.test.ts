import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { withCheaperKeys } from '../../src/experiment/dear-keys.js'
import { triedKeys } from '../../src/experiment/key-choice.js'
import type { SiteObservation } from '../../src/experiment/observation.js'
import { figuresUnder } from '../../src/experiment/observe.js'
import type { Candidate } from '../../src/experiment/screening.js'
import { zeroCounters } from '../../src/wire/counters.js'
import type { SiteKey } from '../../src/wire/site-key.js'

const STRUCTURAL: SiteKey = { strategy: 'structural', leaves: [] }

/** A site whose key by content was chosen beside one by identity that hits as often. */
function timed(hitCallNs: number, lookupNs: number, hits = 90): SiteObservation {
  const counters = { ...zeroCounters(), calls: 100, hits, misses: 100 - hits, objectKeys: 100 }
  const variant = { counters: { ...counters, hits: 89, misses: 11, objectKeys: 0 }, counterexamples: [], distances: [] }
  const record = { id: 'f', wrap: 'bindings' as const, counters, counterexamples: [], evidence: [], distances: [] }
  const sizes = { cacheSize: 128, maxCacheSize: 4096 }
  const tried = triedKeys({ ...record, variants: [variant], processes: 1 }, [STRUCTURAL], sizes)
  const [, content] = tried
  const savedShare = { estimate: 0.1, low: 0.1, high: 0.1 }
  return {
    id: 'f',
    wrap: 'bindings',
    evidence: [],
    tried,
    ...figuresUnder(content as (typeof tried)[number]),
    timing: { hitCallNs, lookupNs, savedShare },
    culprit: undefined,
  }
}

function keyAfter(observation: SiteObservation): string {
  const dear = withCheaperKeys([{ id: 'f' } as Candidate], new Map([['f', observation]]))
  assert.is(dear.has('f'), observation.key.strategy === 'identity')
  return `${observation.key.strategy} ${observation.counters.hits}`
}

test('a key by content is kept while it leaves about as much to save as one by identity', () => {
  assert.is(keyAfter(timed(2000, 300)), 'structural 89')
  assert.is(keyAfter(timed(10_000, 1900)), 'structural 89')
})

test('one that takes much of what hits save gives way, with all figures', () => {
  assert.is(keyAfter(timed(1000, 400)), 'identity 90')
  assert.is(keyAfter(timed(300, 500)), 'identity 90')
})

test('it gives way to one that hits less often where that leaves more to save', () => {
  assert.is(keyAfter(timed(300, 250, 70)), 'identity 70')
  assert.is(keyAfter(timed(2000, 1500, 40)), 'identity 40')
  assert.is(keyAfter(timed(1000, 300, 70)), 'structural 89')
  assert.is(keyAfter(timed(1000, 900, 0)), 'structural 89')
  assert.is(keyAfter(timed(300, 500, 0)), 'structural 89')
})

test.run()
