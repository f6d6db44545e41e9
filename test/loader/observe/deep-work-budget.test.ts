import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { DeepCheckPace } from '../../../loader/observe/deep-check-pace.js'
import { DeepWorkBudget } from '../../../loader/observe/deep-work-budget.js'
import { OwnerTime } from '../../../loader/observe/owner-time.js'

/** A budget under clocks of its own; `work` and `rest` let that many milliseconds pass, in which the process is busy. */
function budgetWithClock() {
  let nowNs = 0
  const budget = new DeepWorkBudget(() => nowNs, new OwnerTime(() => nowNs))
  const rest = (ms: number) => {
    nowNs += ms * 1e6
  }
  const work = (ms: number) => {
    for (let piece = 0; piece < ms; piece++) budget.spend(() => rest(1))
  }
  return { budget, work, rest }
}

test('the first 50 ms of deep work are free', () => {
  const { budget, work } = budgetWithClock()
  work(50)
  assert.not(budget.exhausted)
  work(1)
  assert.ok(budget.exhausted)
})

test('the program earns a tenth of the time that it takes of its own, our work and what follows from it left out', () => {
  const { budget, work, rest } = budgetWithClock()
  rest(10_000)
  // 50 + (10,000 + n - 1.75 n - 200) / 10 = n
  work(955)
  assert.not(budget.exhausted)
  work(10)
  assert.ok(budget.exhausted)
  rest(10_000)
  work(900)
  assert.not(budget.exhausted)
})

test('what exceeds the budget of all sites need not exceed that of a few', () => {
  const { budget, work, rest } = budgetWithClock()
  const ofFew = { freeNs: 10e9, shareOfOwner: 0.5 }
  work(9000)
  assert.ok(budget.exhausted)
  assert.not(budget.exceeds(ofFew))
  work(2000)
  assert.ok(budget.exceeds(ofFew))
  rest(14_000)
  work(500)
  assert.not(budget.exceeds(ofFew))
})

test('time that the process sleeps earns nothing', () => {
  let [wallNs, cpuNs] = [100e9, 0]
  const budget = new DeepWorkBudget(() => wallNs, new OwnerTime(() => cpuNs))
  for (let piece = 0; piece < 60; piece++) {
    budget.spend(() => {
      wallNs += 1e6
      cpuNs += 1e6
    })
  }
  assert.ok(budget.exhausted)
})

test('a piece of work in which the machine did something else is not charged for that', () => {
  const { budget, rest } = budgetWithClock()
  budget.spend(() => rest(5000))
  assert.is(budget.spentNs, 5e6)
})

test('a site has its first checks however little is left, and then a sample', () => {
  const pace = new DeepCheckPace({ exhausted: true })
  const taken = Array.from({ length: 100_020 }, () => {
    const isTaken = pace.take()
    if (isTaken) pace.spend(4096)
    return isTaken
  })
  assert.ok(taken.slice(0, 20).every(Boolean))
  const sampled = taken.slice(20).filter(Boolean).length
  assert.ok(sampled > 100 && sampled < 300, String(sampled))
})

test('a site that is known to be unsafe is looked at no more', () => {
  const pace = new DeepCheckPace({ exhausted: false })
  assert.ok(pace.take())
  pace.stop()
  assert.not(pace.take())
})

test.run()
