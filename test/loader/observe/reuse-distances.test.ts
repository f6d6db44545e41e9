import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { AccessRing } from '../../../loader/observe/access-ring.js'
import { ReuseDistances } from '../../../loader/observe/reuse-distances.js'
import { hitsUpTo, lruHits, randomAccesses } from './brute-force-lru.js'

/** Keys in the order of their last use: the distance is the place in it. */
function bruteForce(accesses: number[]): { histogram: [number, number][]; cold: number } {
  const order: number[] = []
  const histogram = new Map<number, number>()
  let cold = 0
  for (const key of accesses) {
    const place = order.indexOf(key)
    if (place < 0) cold++
    else {
      order.splice(place, 1)
      histogram.set(place + 1, (histogram.get(place + 1) ?? 0) + 1)
    }
    order.unshift(key)
  }
  return { histogram: sorted(histogram), cold }
}

const sorted = (histogram: Map<number, number>) => [...histogram].sort(([one], [other]) => one - other)

for (const keys of [1, 2, 7, 100, 900]) {
  test(`distances over ${keys} keys equal those of a list kept in order of use`, () => {
    const accesses = [...randomAccesses(keys, 5000, true)]
    const distances = { histogram: new Map<number, number>(), cold: 0 }
    const ring = new AccessRing(new ReuseDistances(distances))
    for (const key of accesses) ring.push(key)
    ring.drain()
    assert.equal({ histogram: sorted(distances.histogram), cold: distances.cold }, bruteForce(accesses))
  })
}

for (const size of [1, 2, 3, 7, 8, 63, 64, 65, 128, 500, 1023, 1024, 2000, 2048, 4096]) {
  test(`the hits of an LRU cache of ${size} entries are those that the distances tell, times renumbered or not`, () => {
    // 64 times fit at first, and twice as many as there are keys later: renumbered now and then, to the end.
    for (const [keys, length] of [
      [7, 60],
      [7, 20_000],
      [1500, 2000],
      [3000, 40_000],
    ] as const) {
      const accesses = [...randomAccesses(keys, length, true)]
      const distances = { histogram: new Map<number, number>(), cold: 0 }
      const ring = new AccessRing(new ReuseDistances(distances))
      for (const key of accesses) ring.push(key)
      ring.drain()
      assert.is(hitsUpTo(distances, size), lruHits(accesses, size), `${keys} keys`)
    }
  })
}

for (const keys of [3, 100, 3000]) {
  test(`distances over ${keys} keys are those that they would be if keys between them were followed too`, () => {
    const accesses = [...randomAccesses(keys, 20_000, true)].map((key, at) => (at % 3 === 0 ? 1e6 + at : key))
    const distances = { histogram: new Map<number, number>(), cold: 0 }
    const ring = new AccessRing(new ReuseDistances(distances))
    for (const key of accesses) {
      if (key < 1e6) ring.push(key)
      else ring.pass()
    }
    ring.drain()
    const { histogram, cold } = bruteForce(accesses)
    const passed = accesses.filter((key) => key >= 1e6).length
    assert.equal({ histogram: sorted(distances.histogram), cold: distances.cold + passed }, { histogram, cold })
  })
}

test('an LRU cache of n entries hits the accesses whose distance is at most n', () => {
  const distances = { histogram: new Map<number, number>(), cold: 0 }
  const followed = new ReuseDistances(distances)
  for (let round = 0; round < 3; round++) for (let key = 0; key < 300; key++) followed.access(key)
  assert.equal(sorted(distances.histogram), [[300, 600]])
  assert.is(distances.cold, 300)
})

test.run()
