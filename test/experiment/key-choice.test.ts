import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { chooseKey, triedKeys } from '../../src/experiment/key-choice.js'
import type { SiteRecord } from '../../src/launch/run-outcome.js'
import { type SiteCounters, zeroCounters } from '../../src/wire/counters.js'
import type { KeyStrategy, SiteKey } from '../../src/wire/site-key.js'

type Figures = Partial<SiteCounters>

const SIZES = { cacheSize: 128, maxCacheSize: 4096 }
const PROJECTED: SiteKey = { strategy: 'projected', leaves: [{ from: 0, path: ['a'], by: 'content' }] }
const STRUCTURAL: SiteKey = { strategy: 'structural', leaves: [] }

const counters = (figures: Figures): SiteCounters => ({ ...zeroCounters(), calls: 100, ...figures })
const hitting = (hits: number, more: Figures = {}): Figures => ({ hits, misses: 100 - hits, checked: hits, ...more })

function chosen(identity: Figures, projected?: Figures, structural?: Figures): KeyStrategy {
  const variants = [projected, structural].map((figures) => ({
    counters: counters(figures ?? identity),
    counterexamples: [],
    distances: [],
  }))
  const record: SiteRecord = {
    id: 'f',
    wrap: 'bindings',
    counters: counters(identity),
    counterexamples: [],
    evidence: [],
    distances: [],
    variants: projected === undefined ? [] : variants.slice(0, structural === undefined ? 1 : 2),
    processes: 1,
  }
  return chooseKey(triedKeys(record, [PROJECTED, STRUCTURAL], SIZES), 0.2).key.strategy
}

test('the key by identity is kept while no other hits in more calls', () => {
  assert.is(chosen(hitting(90)), 'identity')
  assert.is(chosen(hitting(90), hitting(90), hitting(90)), 'identity')
  assert.is(chosen(hitting(90), hitting(91), hitting(91)), 'identity')
  assert.is(chosen(hitting(0), hitting(0), hitting(0)), 'identity')
})

test('of two that hit alike the cheaper one is taken, and one that hits in more calls before it', () => {
  assert.is(chosen(hitting(0), hitting(90), hitting(90)), 'projected')
  assert.is(chosen(hitting(0), hitting(50), hitting(90)), 'structural')
})

test('a key under which a result differed is out, the one by identity too', () => {
  assert.is(chosen(hitting(0), hitting(90, { mismatches: 1 }), hitting(80)), 'structural')
  assert.is(chosen(hitting(90, { mismatches: 5 }), hitting(90), hitting(0)), 'projected')
})

test('where no key was right, or none that was hits, what was wrong by identity is what counts', () => {
  const wrong = hitting(90, { mismatches: 5 })
  assert.is(chosen(wrong, wrong, wrong), 'identity')
  assert.is(chosen(wrong, hitting(10), hitting(0)), 'identity')
})

test('a key that was not followed to the end is out, however well it did until then', () => {
  const wrong = hitting(90, { mismatches: 5 })
  assert.is(chosen(wrong, hitting(90, { calls: 20 })), 'identity')
  assert.is(chosen(hitting(30), hitting(90, { calls: 99 }), hitting(80)), 'structural')
})

test('a function that gives back what it is given has no key but the one by identity', () => {
  assert.is(chosen(hitting(0, { aliased: 1 }), hitting(90), hitting(90)), 'identity')
})

test('calls that no key could be made for are no hits', () => {
  const few = { hits: 9, misses: 1, checked: 9, bypassed: 90 }
  assert.is(chosen(hitting(30), few), 'identity')
  const most = { hits: 80, misses: 10, checked: 80, bypassed: 10 }
  assert.is(chosen(hitting(30), most), 'projected')
})

test('figures are those under the key, and what belongs to the calls stays', () => {
  const record = {
    id: 'f',
    wrap: 'bindings' as const,
    counters: counters({ ...hitting(0), objectKeys: 100, clock: 2 }),
    counterexamples: [],
    evidence: [],
    distances: [],
    variants: [
      {
        counters: counters({ ...hitting(90, { lookups: 10, lookupNs: 500 }), objectKeys: 7 }),
        counterexamples: [],
        distances: [],
      },
    ],
    processes: 1,
  }
  const [, projected] = triedKeys(record, [PROJECTED], SIZES)
  const { calls, hits, clock, objectKeys } = projected?.counters ?? zeroCounters()
  assert.equal({ calls, hits, clock, objectKeys }, { calls: 100, hits: 90, clock: 2, objectKeys: 100 })
  assert.is(projected?.keyNs, 50)
  assert.is(projected?.byReference, 7)
  assert.is(projected?.curve.bestHitRate, 0.9)
})

test.run()
