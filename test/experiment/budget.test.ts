import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { Budget, pairsLeftIn, type Spent, spentIn } from '../../src/experiment/budget.js'

const OPTIONS = { budgetRuns: 60, budgetSeconds: 250 }
const NOTHING = { runs: 0, seconds: 0 }

function pairsAfter(before: Spent, spent: Spent = NOTHING): number {
  return new Budget(OPTIONS, before).pairsLeft(spent)
}

test('pairs are counted by runs that were not observed, which take longer', () => {
  assert.is(pairsAfter({ runs: 3, seconds: 100, observed: { runs: 1, seconds: 90 } }), 15)
  assert.is(pairsAfter({ runs: 3, seconds: 100 }), 2)
  assert.is(pairsAfter({ runs: 3, seconds: 100 }, { runs: 2, seconds: 10, observed: { runs: 1, seconds: 8 } }), 27)
})

test('where nothing but an observed run is known, another one is taken to last half as long', () => {
  const observed = { runs: 1, seconds: 90 }
  assert.is(pairsAfter({ ...observed, observed }), 1)
  assert.is(pairsAfter({ runs: 1, seconds: 170, observed: { runs: 1, seconds: 170 } }), 0)
})

test('before any run is made, only their number is bounded', () => {
  assert.is(pairsAfter(NOTHING), 30)
})

test('what a ledger gets later is what was spent, and its observed runs are told apart', () => {
  const ledger = { runs: 1, seconds: 90, observed: { runs: 1, seconds: 90 } }
  const pairsLeft = pairsLeftIn(OPTIONS, ledger)
  assert.is(pairsLeft(), 1)
  Object.assign(ledger, { runs: 2, seconds: 95 })
  assert.is(pairsLeft(), 15)
  Object.assign(ledger.observed, { runs: 2, seconds: 95 })
  assert.is(pairsLeft(), 29)
})

test('stages are added up, observed runs too', () => {
  const stage = { runs: 2, seconds: 10, observed: { runs: 1, seconds: 8 } }
  assert.equal(spentIn(stage, stage, NOTHING), { runs: 4, seconds: 20, observed: { runs: 2, seconds: 16 } })
})

test.run()
