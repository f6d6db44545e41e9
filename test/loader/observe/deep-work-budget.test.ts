import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { DeepCheckPace } from '../../../loader/observe/deep-check-pace.js'
import { DeepWorkBudget } from '../../../loader/observe/deep-work-budget.js'

/** A budget under a clock of its own; `work` and `rest` let that many seconds pass. */
function budgetWithClock() {
  let nowNs = 0
  const budget = new DeepWorkBudget(() => nowNs)
  const pass = (seconds: number) => {
    nowNs += seconds * 1e9
  }
  return { budget, work: (seconds: number) => budget.spend(() => pass(seconds)), rest: pass }
}

test('the first second of deep work is free', () => {
  const { budget, work } = budgetWithClock()
  work(0.99)
  assert.not(budget.exhausted)
  work(0.02)
  assert.ok(budget.exhausted)
})

test('the rest of the program earns a quarter of its time', () => {
  const { budget, work, rest } = budgetWithClock()
  work(1)
  rest(8)
  work(2)
  assert.not(budget.exhausted)
  work(0.01)
  assert.ok(budget.exhausted)
  rest(1)
  work(0.1)
  assert.not(budget.exhausted)
})

test('a site has its first 20 checks however little is left, and then a sample', () => {
  const pace = new DeepCheckPace({ exhausted: true })
  const taken = Array.from({ length: 100_020 }, () => pace.take())
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
