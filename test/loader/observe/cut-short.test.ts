import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { AccessRing } from '../../../loader/observe/access-ring.js'
import { type DistanceCounts, likelyDistances } from '../../../loader/observe/cut-short.js'
import { ReuseDistances } from '../../../loader/observe/reuse-distances.js'
import { seededRandom } from '../memo/seeded-random.js'

function counts(
  histogram: [number, number][],
  cold: number,
  beyond?: [number, number][],
  apparent: [number, number][] = [],
): DistanceCounts {
  const cutShort = beyond && { first: [], beyond: new Map(beyond), apparent: new Map(apparent) }
  return { histogram: new Map(histogram), cold, cutShort }
}

/** Accesses of which only bursts are followed, `length` of each `length + gap`, after a first stretch. */
function inBursts(accesses: Iterable<number>, { first, length, gap }: Record<'first' | 'length' | 'gap', number>) {
  const into: DistanceCounts = { histogram: new Map(), cold: 0 }
  const ring = new AccessRing(new ReuseDistances(into))
  let at = 0
  for (const key of accesses) {
    const place = (at++ - first) % (length + gap)
    if (at > first && place >= length) continue
    if (at > first && place === 0) ring.breakOff()
    ring.push(key)
  }
  ring.drain()
  return into
}

function rateAt(into: DistanceCounts, size: number): number {
  const { distances, cold } = likelyDistances(into)
  const total = distances.reduce((sum, [, count]) => sum + count, cold)
  return distances.reduce((hits, [distance, count]) => hits + (distance <= size ? count : 0), 0) / total
}

test('where no call was let pass, distances are what was seen', () => {
  assert.equal(likelyDistances(counts([[3, 5], [1, 2]], 4)), { distances: [[1, 2], [3, 5]], cold: 4 }) // biome-ignore format: as pairs
})

test('what was cut short is shared out among what lies beyond the cut', () => {
  // 4 were seen at 1, 6 at 10; of 5 accesses only that they lie beyond 2, though they looked as if at 3.
  const found = likelyDistances(counts([[1, 4], [3, 5], [10, 6]], 7, [[2, 5]], [[3, 5]])) // biome-ignore format: as pairs
  assert.equal(found, { distances: [[1, 4], [10, 11]], cold: 7 }) // biome-ignore format: as pairs
})

test('beyond all that was seen for certain the apparent distances are all there is', () => {
  const found = likelyDistances(counts([[1, 4], [700, 6]], 10, [[500, 9]], [[700, 6]])) // biome-ignore format: as pairs
  assert.equal(found, { distances: [[1, 4], [700, 6]], cold: 10 }) // biome-ignore format: as pairs
})

test('a loop over a few more keys than a cache has entries never hits it, in bursts either', () => {
  const loop = Array.from({ length: 200_000 }, (_, index) => index % 300)
  const into = inBursts(loop, { first: 2048, length: 512, gap: 1678 })
  const { distances, cold } = likelyDistances(into)
  assert.equal(
    distances.map(([distance]) => distance),
    [300],
  )
  assert.is(cold, 0)
  // Without more ado it would have looked so:
  const apparent = [...into.histogram].filter(([distance]) => distance <= 128)
  assert.ok(apparent.reduce((sum, [, count]) => sum + count, 0) > 0.03 * (distances[0]?.[1] ?? 0))
})

test('the hit rate of random accesses is told within two hundredths, whatever the size', () => {
  const random = seededRandom(1).unit
  // Few keys are used often, many seldom.
  const accesses = Array.from({ length: 400_000 }, () => Math.floor(600 ** random()) - 1)
  const whole = inBursts(accesses, { first: accesses.length, length: 1, gap: 0 })
  const sampled = inBursts(accesses, { first: 4096, length: 512, gap: 4000 })
  for (const size of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]) {
    const [expected, found] = [rateAt(whole, size), rateAt(sampled, size)]
    assert.ok(Math.abs(expected - found) < 0.02, `${size}: ${found} for ${expected}`)
  }
})

test('keys that never come back are cold, whatever was let pass', () => {
  const into = inBursts(
    Array.from({ length: 50_000 }, (_, index) => index),
    { first: 1000, length: 512, gap: 700 },
  )
  const { distances, cold } = likelyDistances(into)
  assert.equal([distances, cold], [[], into.cold])
})

test.run()
