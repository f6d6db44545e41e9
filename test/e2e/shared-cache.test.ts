/** What one cache for all closures of a site would give, with what they capture in its key, stands beside the site's own figures. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { SharedCacheReport } from '../../src/report/screening-report.js'
import { observeFixture } from './probe-fixture.js'

async function sharedBy(name: string): Promise<SharedCacheReport | undefined> {
  return (await observeFixture('alike-closures')).site(`src/cells.js#${name}`).sharedCache
}

test('a number, and another one through a helper that is made with it', async () => {
  assert.equal(await sharedBy('roundTo.round'), {
    instances: 60,
    captured: ['digits', 'factor'],
    hits: 114,
    misses: 6,
    hitRate: 0.95,
    mismatches: 0,
    sizeCurve: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096].map((size) => [size, size < 6 ? 0 : 0.95]),
    recommendedMaxsize: 8,
  })
})

test('an object, by reference', async () => {
  const { captured, hits, misses } = (await sharedBy('labelOf.label')) ?? (assert.unreachable() as never)
  assert.equal({ captured, hits, misses }, { captured: ['unit'], hits: 116, misses: 4 })
})

test('nothing at all', async () => {
  const { captured, hits, misses } = (await sharedBy('upper.shout')) ?? (assert.unreachable() as never)
  assert.equal({ captured, hits, misses }, { captured: [], hits: 119, misses: 1 })
})

test('objects that are made anew with each closure are shared by nobody', async () => {
  const { captured, hits, misses } = (await sharedBy('counterFrom.count')) ?? (assert.unreachable() as never)
  assert.equal({ captured, hits, misses }, { captured: ['seen'], hits: 60, misses: 60 })
})

test('functions that are no closures have no such figures', async () => {
  assert.is(await sharedBy('roundTo'), undefined)
})

test.run()
