import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type SharedCacheLine, sumSharedCaches } from '../../src/wire/shared-cache.js'

const line = (over: Partial<SharedCacheLine> = {}): SharedCacheLine => ({
  type: 'shared-cache',
  site: 'a.js#f',
  instances: 3,
  mostTogether: 2,
  hits: 10,
  misses: 4,
  bypassed: 1,
  mismatches: 0,
  distances: [[1, 10]],
  cold: 4,
  ...over,
})

test('counts of all processes add up, each with distances of its own', () => {
  const alone = line({ instances: 1, mostTogether: 1, hits: 5, mismatches: 2, distances: [[2, 5]] })
  assert.equal(sumSharedCaches([line(), alone]), {
    instances: 4,
    hits: 15,
    misses: 8,
    bypassed: 2,
    mismatches: 2,
    distances: [
      { distances: [[1, 10]], cold: 4 },
      { distances: [[2, 5]], cold: 4 },
    ],
  })
})

test('nothing is said where no two closures could have shared', () => {
  assert.is(sumSharedCaches([]), undefined)
  assert.is(sumSharedCaches([line({ mostTogether: 1 }), line({ mostTogether: 1 })]), undefined)
})

test.run()
