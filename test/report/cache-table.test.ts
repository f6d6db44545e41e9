import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cacheBlock } from '../../src/report/cache-table.js'
import type { ExistingCache } from '../../src/report/existing-cache.js'
import { painter } from '../../src/report/paint.js'

const CACHES: ExistingCache[] = [
  {
    ...{ id: 'src/square.js#square', file: 'src/square.js', line: 5, subject: 'cache' },
    ...{ calls: 4000, hits: 3800, misses: 200, hitRate: 0.95, entries: 20, verdict: 'KEEP' },
    reasons: [{ code: 'cache-hits', args: {}, message: '3800 of 4000 calls found an entry (95 %)' }],
  },
  {
    ...{ id: 'src/parse.js#parse', file: 'src/parse.js', line: 9, subject: 'parse', library: 'lru-memo', maxsize: 10 },
    ...{ calls: 300, hits: 0, misses: 300, hitRate: 0, entries: 10, recommendedMaxsize: 30, verdict: 'GROW' },
    reasons: [
      {
        code: 'cache-too-small',
        args: {},
        message: 'it holds 10 entries, and 270 of 300 misses asked again for one of 30 keys',
      },
    ],
  },
  {
    ...{ id: 'src/view.js#View', file: 'src/view.js', line: 2, subject: 'rows' },
    reasons: [{ code: 'cache-of-rendering', args: {}, message: 'React keeps it' }],
  },
]

test('each cache has its figures, what to do with it and why, those that want doing first', () => {
  assert.is(
    cacheBlock(CACHES, 80, painter(false)).join('\n'),
    `Caches that are there already: 3
  cache                        calls  hit rate  entries  maxsize
  src/parse.js#parse             300       0 %       10       10
    GROW; maxsize 30: it holds 10 entries, and 270 of 300 misses asked again for
    one of 30 keys [lru-memo]
  src/square.js#square: cache  4,000      95 %       20        –
    KEEP: 3800 of 4000 calls found an entry (95 %)
  1 cache could not be judged (--reporter json says why).`,
  )
})

test('caches that were not seen where their functions ran are named', () => {
  const unseen = (name: string): ExistingCache => ({
    ...{ id: `src/${name}.ts#${name}`, file: `src/${name}.ts`, line: 1, subject: 'cache' },
    reasons: [{ code: 'cache-unseen', args: {}, message: 'unseen' }],
  })
  assert.is(
    cacheBlock(['one', 'two', 'three', 'four', 'five'].map(unseen), 80, painter(false)).join('\n'),
    `Caches that are there already: 5
  5 caches could not be judged (--reporter json says why).
  No look-up was seen, though the function ran, as where something compiles the
  file before: src/one.ts#one, src/two.ts#two, src/three.ts#three,
  src/four.ts#four and others.`,
  )
})

test('nothing is said where there is none', () => {
  assert.equal(cacheBlock([], 80, painter(false)), [])
})

test.run()
