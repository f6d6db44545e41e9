import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cheaperThan, chooseKey, type TriedKey, triedKeys } from '../../src/experiment/key-choice.js'
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
  return chooseKey(triedUnder(identity, projected, structural), 0.2).key.strategy
}

function triedUnder(identity: Figures, projected?: Figures, structural?: Figures): TriedKey[] {
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
  return triedKeys(record, [PROJECTED, STRUCTURAL], SIZES)
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

test('content that can be told in hardly any call is no safer key than identity', () => {
  const fresh = hitting(0, { objectKeys: 100 })
  assert.is(chosen(fresh, { hits: 0, misses: 0, bypassed: 100 }), 'identity')
  assert.is(chosen(fresh, { hits: 0, misses: 40, bypassed: 60 }), 'identity')
  assert.is(chosen(fresh, { hits: 0, misses: 60, bypassed: 40 }), 'projected')
})

test('large data is told by reference where its content costs a multiple, or cannot be told', () => {
  const sparing: SiteKey = { ...PROJECTED, contentUpTo: 32 }
  const by = (content: Figures, reference: Figures) => {
    const variants = [content, reference].map((figures) => ({
      counters: counters(figures),
      counterexamples: [],
      distances: [],
    }))
    const record = { id: 'f', wrap: 'bindings', counters: counters(hitting(0)), evidence: [], distances: [] } as const
    const tried = triedKeys(
      { ...record, counterexamples: [], evidence: [], distances: [], variants, processes: 1 },
      [PROJECTED, sparing],
      SIZES,
    )
    return chooseKey(tried, 0.2).key.contentUpTo
  }
  const costing = (lookupNs: number) => hitting(90, { lookups: 1, lookupNs })
  assert.is(by(costing(9000), costing(500)), 32)
  assert.is(by(costing(1000), costing(500)), undefined)
  assert.is(by({ ...hitting(0), hits: 0, misses: 0, bypassed: 100 }, costing(500)), 32)
  assert.is(by(costing(9000), hitting(90, { lookups: 1, lookupNs: 500, mismatches: 1 })), undefined)
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

const data = { objectKeys: 100 }

test('data that can change in place is told by content where that does about as well', () => {
  assert.is(chosen(hitting(90, data), hitting(90), hitting(90)), 'projected')
  assert.is(chosen(hitting(90, data), hitting(89), hitting(90)), 'projected')
  assert.is(chosen(hitting(90, data), hitting(50), hitting(50)), 'identity')
  assert.is(chosen(hitting(90, { thisReads: 100 }), hitting(90), hitting(90)), 'projected')
  assert.is(chosen(hitting(90, data), hitting(90, { mismatches: 1 }), hitting(90)), 'structural')
})

test('instances of classes, which every key holds by reference, are told by identity: that costs least', () => {
  const instances = hitting(90, { objectKeys: 100 })
  assert.is(chosen(hitting(90, data), instances, instances), 'identity')
  assert.is(chosen(hitting(90, data), instances, hitting(90, { objectKeys: 10 })), 'structural')
})

test('objects that were changed in place are told by content, though fewer of the calls repeat then', () => {
  const identity = hitting(90, { ...data, distinct: 10 })
  assert.is(chosen(identity, hitting(50, { distinct: 50 })), 'projected')
  assert.is(chosen(identity, hitting(50, { distinct: 9 })), 'identity')
  assert.is(chosen(identity, hitting(10, { distinct: 90 })), 'identity')
})

test('a key that turns out to cost too much gives way to the one by identity where that was right and does better', () => {
  const falls = (identity: Figures, projected: Figures) => {
    const tried = triedUnder(identity, projected)
    const [, content] = tried
    return content && cheaperThan(content.key, tried, (rate, ofIdentity) => rate / 2 < ofIdentity)?.key.strategy
  }
  assert.is(falls(hitting(90, data), hitting(90)), 'identity')
  assert.is(falls(hitting(50, data), hitting(90)), 'identity')
  assert.is(falls(hitting(40, data), hitting(90)), undefined)
  assert.is(falls(hitting(90, { ...data, mismatches: 1 }), hitting(90)), undefined)
  assert.is(falls(hitting(90, { ...data, distinct: 5 }), hitting(90, { distinct: 6 })), undefined)
})

test('leaves may be read plainly where every call that had a key under identity had one, to the end of the run', () => {
  const plain = (projected: Figures) => triedUnder(hitting(90), hitting(90, projected))[1]?.key.plain
  assert.is(plain({}), true)
  assert.is(plain({ bypassed: 1 }), undefined)
  assert.is(plain({ calls: 99 }), undefined)
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
