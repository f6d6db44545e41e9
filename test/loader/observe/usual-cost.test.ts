import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { UsualCost } from '../../../loader/observe/usual-cost.js'

function following(costs: readonly number[]): (number | undefined)[] {
  const usual = new UsualCost()
  return costs.map((ns) => usual.follow(ns))
}

test('of the first ones the least is usual: any of them may have been held up', () => {
  assert.equal(following([7e6, 900, 50, 60, 7e6]), [7e6, 900, 50, 50, 50])
  assert.is(new UsualCost().ns, undefined)
})

test('later ones move it by an eighth of the difference', () => {
  assert.is(following([100, 100, 100, 100, 100, 100, 100, 100, 180]).at(-1), 110)
  assert.is(following([100, 100, 100, 100, 100, 100, 100, 100, 20]).at(-1), 90)
})

test('one that was held up moves it by no more than twice as much and 100 ns would', () => {
  assert.is(following([100, 100, 100, 100, 100, 100, 100, 100, 7e6]).at(-1), 125)
})

test('what turns out cheaper or dearer for good is usual soon', () => {
  const costs = [...Array(20).fill(300), ...Array(60).fill(40)]
  assert.ok(Math.abs((following(costs).at(-1) as number) - 40) < 1)
  assert.ok(Math.abs((following([...costs, ...Array(80).fill(9000)]).at(-1) as number) - 9000) < 90)
})

test('what seems to have taken less than no time has taken none', () => {
  assert.is(following([100, -5000]).at(-1), 0)
  assert.ok((following(Array(200).fill(-5000)).at(-1) as number) > -1e-6)
})

test.run()
