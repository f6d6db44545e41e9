/** What is to be done with a cache that is there already, by what it was seen to do. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { FoundCache } from '../../src/scan/found-cache.js'
import { type CacheEvidence, judgeCache, type WithoutCache } from '../../src/verdict/judge-cache.js'
import type { CacheCounters } from '../../src/wire/cache-marks.js'
import { noCacheCounters } from '../../src/wire/sum-caches.js'

const KEYED: FoundCache = {
  id: 'a.js#f',
  file: 'a.js',
  line: 1,
  subject: 'cache',
  bounded: false,
  marked: { id: 'a.js@1', digest: '', marks: [{ role: 'look', start: 1, end: 2 }] },
}
const MEMOIZED = {
  ...KEYED,
  marked: { id: 'a.js@1', digest: '', marks: [{ role: 'inner' as const, start: 1, end: 2 }] },
}

function judged(
  counted: Partial<CacheCounters> | undefined,
  cache: Partial<FoundCache> = {},
  more: Partial<CacheEvidence> = {},
) {
  const counters = counted && { ...noCacheCounters(), ...counted }
  const evidence = { cache: { ...KEYED, ...cache }, mutatedResults: 0, ...(counters && { counters }), ...more }
  const { verdict, reasons, recommendedMaxsize } = judgeCache(evidence, { minCalls: 100 })
  return [verdict, reasons[0]?.code, recommendedMaxsize]
}

test('KEEP where it is hit', () => {
  assert.equal(judged({ calls: 200, found: 100, sized: 1, entries: 100, earlierEntries: 90 }), [
    'KEEP',
    'cache-hits',
    undefined,
  ])
})

test('REMOVE below 10 % of hits, whatever it holds', () => {
  assert.equal(judged({ calls: 1000, found: 99, sized: 1, entries: 901 }), ['REMOVE', 'cache-hardly-hit', undefined])
  assert.equal(judged({ calls: 1000, computed: 901 }, MEMOIZED), ['REMOVE', 'cache-hardly-hit', undefined])
})

test('GROW where it turns away what it had, but not where that was taken out for being out of date', () => {
  const thrashing = { calls: 300, returns: 270, keys: 30, sized: 1, entries: 10 }
  assert.equal(judged(thrashing, { maxsize: 10, bounded: true }), ['GROW', 'cache-too-small', 30])
  assert.equal(judged(thrashing, { bounded: true }), ['REMOVE', 'cache-hardly-hit', undefined])
})

test('SHRINK to twice what it holds, at least 16, where it is less than half full', () => {
  const counted = { calls: 200, found: 190, sized: 1, entries: 40 }
  assert.equal(judged(counted, { maxsize: 100, bounded: true }), ['SHRINK', 'cache-too-large', 80])
  assert.equal(judged({ ...counted, entries: 3 }, { maxsize: 100, bounded: true }), ['SHRINK', 'cache-too-large', 16])
  assert.equal(judged(counted, { maxsize: 80, bounded: true }), ['KEEP', 'cache-hits', undefined])
  assert.equal(judged({ ...counted, found: 30 }, { maxsize: 100, bounded: true }), ['KEEP', 'cache-hits', undefined])
})

test('SHRINK of a memoizer that does not tell what it holds, by what it computed, which was no less', () => {
  const memoizer = { ...MEMOIZED, maxsize: 100, bounded: true }
  assert.equal(judged({ calls: 2000, computed: 10 }, memoizer), ['SHRINK', 'cache-too-large', 20])
  assert.equal(judged({ calls: 2000, computed: 50 }, memoizer), ['KEEP', 'cache-hits', undefined])
  // One miss of a cache that is filled by hand may put any number of entries into it.
  assert.equal(judged({ calls: 200, found: 190 }, { maxsize: 100, bounded: true }), ['KEEP', 'cache-hits', undefined])
})

test('BOUND where nothing takes entries out and it still grows', () => {
  const growing = { calls: 2000, found: 1000, sized: 1, entries: 1000, earlierEntries: 512 }
  assert.equal(judged(growing), ['BOUND', 'cache-grows', undefined])
  assert.equal(judged(growing, { bounded: true }), ['KEEP', 'cache-hits', undefined])
  assert.equal(judged({ ...growing, earlierEntries: 900 }), ['KEEP', 'cache-hits', undefined])
  assert.equal(judged({ calls: 2000, computed: 500, earlierEntries: 250 }, MEMOIZED), [
    'BOUND',
    'cache-grows',
    undefined,
  ])
})

test('UNSAFE where a caller changed what it handed out', () => {
  assert.equal(judged({ calls: 5 }, {}, { mutatedResults: 1 }), ['UNSAFE', 'cache-aliased', undefined])
})

const INTERVAL = { estimate: -0.1, low: -0.12, high: -0.08 }
const HIT = { calls: 200, found: 150, sized: 1, entries: 50, earlierEntries: 50 }

test('REMOVE where the command is surely quicker without it', () => {
  const without = { effect: { saved: INTERVAL, slower: true, saves: false } }
  assert.equal(judged(HIT, {}, { without }), ['REMOVE', 'cache-slows', undefined])
})

test('never REMOVE where the command surely takes longer without it, or does not pass', () => {
  const saved = { estimate: 0.3, low: 0.2, high: 0.4 }
  const hardlyHit = { calls: 1000, found: 99 }
  const unsure = { effect: { saved, slower: false, saves: false } }
  assert.equal(judged(hardlyHit, {}, { without: { effect: { saved, slower: false, saves: true } } })[0], 'KEEP')
  assert.equal(judged(hardlyHit, {}, { without: { needed: { others: 2 } } })[0], 'KEEP')
  assert.equal(judged(hardlyHit, {}, { without: unsure })[0], 'REMOVE')
})

test('UNSAFE where the function gives something else without it', () => {
  const counterexample = { arguments: ['1'], stored: '1', fresh: '101', afterCalls: 100, callSite: undefined }
  assert.equal(judged(HIT, {}, { without: { staleHits: 180, counterexample } })[0], 'UNSAFE')
  assert.equal(judged(HIT, {}, { without: { staleHits: 0 } })[0], 'KEEP')
})

test('what it saves is told beside the verdict', () => {
  const reasonsWith = (without: WithoutCache) => {
    const counters = { ...noCacheCounters(), ...HIT }
    return judgeCache({ cache: KEYED, mutatedResults: 0, counters, without }, { minCalls: 100 }).reasons.map(
      ({ code }) => code,
    )
  }
  const saved = { estimate: 0.3, low: 0.2, high: 0.4 }
  assert.equal(reasonsWith({ effect: { saved, slower: false, saves: true } }), ['cache-hits', 'cache-saves'])
  assert.equal(reasonsWith({ effect: { saved, slower: false, saves: false } }), ['cache-hits', 'cache-saves-unsure'])
  assert.equal(reasonsWith({ needed: { others: 0 } }), ['cache-hits', 'cache-needed'])
  assert.equal(reasonsWith({ needed: { others: 1 } }), ['cache-hits', 'caches-needed'])
})

test('no verdict where too little is known, and why', () => {
  assert.equal(judged({ calls: 99, found: 99 }), [undefined, 'cache-hardly-asked', undefined])
  assert.equal(judged({}), [undefined, 'cache-never-asked', undefined])
  assert.equal(judged(undefined), [undefined, 'cache-not-loaded', undefined])
  assert.equal(judged(undefined, {}, { isCalled: true }), [undefined, 'cache-unseen', undefined])
  assert.equal(judged(undefined, { uncounted: 'of-rendering' }), [undefined, 'cache-of-rendering', undefined])
})

test.run()
