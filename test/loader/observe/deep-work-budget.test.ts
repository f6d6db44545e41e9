import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { DeepCheckPace } from '../../../loader/observe/deep-check-pace.js'
import { DeepWorkBudget } from '../../../loader/observe/deep-work-budget.js'
import { OwnerTime } from '../../../loader/observe/owner-time.js'

/** A budget under clocks of its own; `work` and `rest` let that many seconds pass, in which the process is busy. */
function budgetWithClock() {
  let nowNs = 0
  const budget = new DeepWorkBudget(() => nowNs, new OwnerTime(() => nowNs))
  const pass = (seconds: number) => {
    nowNs += seconds * 1e9
  }
  return { budget, work: (seconds: number) => budget.spend(() => pass(seconds)), rest: pass }
}

test('the first half second of deep work is free', () => {
  const { budget, work } = budgetWithClock()
  work(0.49)
  assert.not(budget.exhausted)
  work(0.02)
  assert.ok(budget.exhausted)
})

test('the program earns a tenth of the time that it takes of its own', () => {
  const { budget, work, rest } = budgetWithClock()
  work(0.5)
  rest(10)
  work(0.99)
  assert.not(budget.exhausted)
  work(0.02)
  assert.ok(budget.exhausted)
  rest(10)
  work(0.5)
  assert.not(budget.exhausted)
})

test('what exceeds the budget of all sites need not exceed that of a few', () => {
  const { budget, work, rest } = budgetWithClock()
  work(9)
  assert.ok(budget.exhausted)
  assert.not(budget.exceeds({ freeNs: 10e9, shareOfOwner: 0.5 }))
  work(2)
  assert.ok(budget.exceeds({ freeNs: 10e9, shareOfOwner: 0.5 }))
  rest(4)
  work(0.5)
  assert.not(budget.exceeds({ freeNs: 10e9, shareOfOwner: 0.5 }))
})

test('time that the process sleeps earns nothing', () => {
  let [wallNs, cpuNs] = [0, 0]
  const budget = new DeepWorkBudget(() => wallNs, new OwnerTime(() => cpuNs))
  wallNs += 100e9
  budget.spend(() => {
    wallNs += 0.6e9
    cpuNs += 0.6e9
  })
  assert.ok(budget.exhausted)
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
