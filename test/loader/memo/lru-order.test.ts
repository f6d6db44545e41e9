import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { LruOrder } from '../../../loader/memo/lru-order.js'
import { type SeededRandom, seededRandom } from './seeded-random.js'

test('with no slot in use there is no victim', () => {
  const order = new LruOrder()
  assert.is(order.victim(), -1)
  order.add(0)
  order.remove(0)
  assert.is(order.victim(), -1)
})

test('the victim is the slot whose last use is longest ago', () => {
  const order = new LruOrder()
  for (const slot of [0, 1, 2]) order.add(slot)
  order.touch(0)
  assert.is(order.victim(), 1)
})

test('a victim stays the victim until it is removed or used', () => {
  const order = new LruOrder()
  for (const slot of [0, 1, 2]) order.add(slot)
  assert.equal([order.victim(), order.victim()], [0, 0])
  order.touch(0)
  assert.is(order.victim(), 1)
  order.remove(1)
  assert.is(order.victim(), 2)
})

test('a slot that is removed and added again counts from its second life', () => {
  const order = new LruOrder()
  for (const slot of [0, 1]) order.add(slot)
  assert.is(order.victim(), 0)
  order.remove(0)
  order.add(0)
  assert.is(order.victim(), 1)
})

test('after clear no slot is in use', () => {
  const order = new LruOrder()
  for (let slot = 0; slot < 20; slot++) order.add(slot)
  order.victim()
  order.clear()
  assert.is(order.victim(), -1)
  order.add(3)
  assert.is(order.victim(), 3)
})

test('agrees with a sorted list over 200,000 random uses, removals and evictions at six sizes', () => {
  let victims = 0
  for (const [index, slots] of [1, 2, 7, 8, 130, 1000].entries()) victims += agreeOverTrace(seededRandom(index), slots)
  assert.ok(victims > 20_000, `only ${victims} victims were compared`)
})

/** Returns how many victims were compared. */
function agreeOverTrace(random: SeededRandom, slots: number): number {
  const order = new LruOrder()
  const oldestFirst: number[] = []
  let victims = 0
  for (let step = 0; step < 33_334; step++) {
    const slot = random.below(slots)
    const known = oldestFirst.indexOf(slot)
    const action = random.below(10)
    if (action < 2) {
      const victim = order.victim()
      assert.is(victim, oldestFirst[0] ?? -1, `step ${step} of ${slots} slots`)
      victims++
      if (victim >= 0 && action === 0) {
        order.remove(victim)
        oldestFirst.shift()
      }
    } else if (action === 2 && known >= 0) {
      order.remove(slot)
      oldestFirst.splice(known, 1)
    } else {
      if (known >= 0) order.touch(slot)
      else order.add(slot)
      if (known >= 0) oldestFirst.splice(known, 1)
      oldestFirst.push(slot)
    }
  }
  return victims
}

test.run()
