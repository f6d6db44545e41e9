/** Size curves from reuse distances equal those of brute-force LRU caches. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { countedCurve, sizeCurve } from '../../src/experiment/size-curve.js'
import { randomSource } from '../../src/stats/random.js'
import type { DistancesLine } from '../../src/wire/record.js'

/** Keys in order of access, the most recent first, as an unbounded LRU stack has them. */
function distancesOf(keys: readonly number[]): DistancesLine {
  const stack: number[] = []
  const histogram = new Map<number, number>()
  let cold = 0
  for (const key of keys) {
    const depth = stack.indexOf(key)
    if (depth < 0) cold += 1
    else {
      stack.splice(depth, 1)
      histogram.set(depth + 1, (histogram.get(depth + 1) ?? 0) + 1)
    }
    stack.unshift(key)
  }
  return { type: 'distances', site: 's', distances: [...histogram], cold }
}

function bruteForceHits(keys: readonly number[], size: number): number {
  const cache: number[] = []
  let hits = 0
  for (const key of keys) {
    const at = cache.indexOf(key)
    if (at >= 0) {
      hits += 1
      cache.splice(at, 1)
    }
    cache.unshift(key)
    cache.length = Math.min(cache.length, size)
  }
  return hits
}

function skewedKeys(count: number, seed: number): number[] {
  const random = randomSource(seed)
  return Array.from({ length: count }, () => Math.floor(200 * random() ** 3))
}

test('hit rates at every size are those of a brute-force LRU cache', () => {
  const keys = skewedKeys(2000, 4)
  const { points } = sizeCurve([distancesOf(keys)], 100)
  assert.equal(
    points.map(([size]) => size),
    [1, 2, 4, 8, 16, 32, 64, 100],
  )
  for (const [size, hitRate] of points) assert.is(hitRate, bruteForceHits(keys, size) / keys.length)
})

test('two processes have the hits of both, each with its own cache', () => {
  const [one, other] = [skewedKeys(500, 1), skewedKeys(700, 2)]
  const { points } = sizeCurve([distancesOf(one), distancesOf(other)], 64)
  const hits = bruteForceHits(one, 64) + bruteForceHits(other, 64)
  assert.is(points.at(-1)?.[1], hits / 1200)
})

test('the recommended size is the smallest power of two with 95 % of the attainable hits', () => {
  const keys = skewedKeys(2000, 4)
  const { recommendedMaxsize, bestHitRate } = sizeCurve([distancesOf(keys)], 4096)
  const attainable = bruteForceHits(keys, 4096)
  const size = recommendedMaxsize as number
  assert.ok(bruteForceHits(keys, size) >= 0.95 * attainable)
  assert.ok(bruteForceHits(keys, size / 2) < 0.95 * attainable)
  assert.is(bestHitRate, bruteForceHits(keys, size) / keys.length)
})

test('a loop over 300 keys hits nothing at 128 and is given 512', () => {
  const loop = Array.from({ length: 12_000 }, (_, index) => index % 300)
  const { points, recommendedMaxsize, bestHitRate } = sizeCurve([distancesOf(loop)], 4096)
  assert.is(points.find(([size]) => size === 128)?.[1], 0)
  assert.is(recommendedMaxsize, 512)
  assert.is(bestHitRate, 0.975)
})

test('calls of which a killed process counted hits and misses alone are taken to be like the others', () => {
  const sizes = { cacheSize: 128, maxCacheSize: 4096 }
  const loop = Array.from({ length: 1200 }, (_, index) => index % 300)
  const far = countedCurve([distancesOf(loop)], { hits: 0, misses: 12_000 }, sizes)
  assert.equal([far.recommendedMaxsize, far.bestHitRate], [512, 0.75])
  const near: DistancesLine = { type: 'distances', site: 's', distances: [[2, 90]], cold: 10 }
  const counted = countedCurve([near], { hits: 120, misses: 80 }, sizes)
  assert.equal([counted.recommendedMaxsize, counted.bestHitRate], [2, 0.6])
  const unlike = countedCurve([{ ...near, distances: [] }], { hits: 90, misses: 10 }, sizes)
  assert.equal([unlike.recommendedMaxsize, unlike.bestHitRate], [128, 0.9])
})

test('no more is recommended than the largest size', () => {
  const loop = Array.from({ length: 1000 }, (_, index) => index % 90)
  assert.is(sizeCurve([distancesOf(loop)], 100).recommendedMaxsize, 100)
  assert.is(sizeCurve([distancesOf(loop)], 50).recommendedMaxsize, undefined)
})

test('one key needs one entry', () => {
  assert.is(sizeCurve([distancesOf([5, 5, 5])], 4096).recommendedMaxsize, 1)
})

test('calls that never repeat have a hit rate of 0 and no size; no calls have no hit rate', () => {
  const unique = sizeCurve([distancesOf([1, 2, 3])], 4)
  assert.equal(unique, {
    points: [
      [1, 0],
      [2, 0],
      [4, 0],
    ],
    recommendedMaxsize: undefined,
    bestHitRate: 0,
  })
  assert.equal(sizeCurve([], 4), { points: [], recommendedMaxsize: undefined, bestHitRate: undefined })
})

test('calls whose result is not kept lower every point in proportion', () => {
  const lines = [distancesOf([1, 1, 1, 1, 1])]
  const { points, recommendedMaxsize, bestHitRate } = countedCurve(
    lines,
    { hits: 2, misses: 3 },
    { cacheSize: 2, maxCacheSize: 2 },
  )
  assert.equal(points, [
    [1, 0.4],
    [2, 0.4],
  ])
  assert.is(recommendedMaxsize, 1)
  assert.is(bestHitRate, 0.4)
})

test('when no result is kept nothing is recommended', () => {
  const { recommendedMaxsize, bestHitRate } = countedCurve(
    [distancesOf([1, 1, 1])],
    { hits: 0, misses: 3 },
    { cacheSize: 8, maxCacheSize: 8 },
  )
  assert.is(recommendedMaxsize, undefined)
  assert.is(bestHitRate, 0)
})

test('a killed process wrote no distances: the counted size is all there is', () => {
  assert.equal(countedCurve([], { hits: 3, misses: 1 }, { cacheSize: 128, maxCacheSize: 4096 }), {
    points: [[128, 0.75]],
    recommendedMaxsize: 128,
    bestHitRate: 0.75,
  })
})

test.run()
