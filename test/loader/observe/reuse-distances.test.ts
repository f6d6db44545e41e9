import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { AccessRing } from '../../../loader/observe/access-ring.js'
import { ReuseDistances } from '../../../loader/observe/reuse-distances.js'

function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

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
    const random = seeded(keys)
    const accesses = Array.from({ length: 5000 }, () => Math.min(random(keys), random(keys)))
    const distances = { histogram: new Map<number, number>(), cold: 0 }
    const ring = new AccessRing(new ReuseDistances(distances))
    for (const key of accesses) ring.push(key)
    ring.drain()
    assert.equal({ histogram: sorted(distances.histogram), cold: distances.cold }, bruteForce(accesses))
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
