/** All looks at all candidates together spend the probability of error that is allowed, and no more. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { decisionAlpha } from '../../src/stats/spent-alpha.js'

/** Probability that one end of any interval is on the wrong side, over all looks, were all candidates always open. */
function spent(looks: number, open: number, family?: number): number {
  let sum = 0
  for (let look = 0; look < looks; look += 1) sum += (open * decisionAlpha(look, looks, open, family)) / 2
  return sum
}

test('one end of every interval, over all looks and candidates, adds up to the family', () => {
  for (const looks of [1, 2, 3, 5]) assert.ok(Math.abs(spent(looks, 10, 0.04) - 0.04) < 1e-12, `${looks} looks`)
})

test('one or two candidates are judged as surely as many are', () => {
  assert.ok(Math.abs(spent(3, 1) - 0.02) < 1e-12)
  assert.ok(Math.abs(spent(3, 2) - 0.04) < 1e-12)
})

test('the fewer are still open, the more each may spend', () => {
  assert.ok(decisionAlpha(1, 3, 4) > 2 * decisionAlpha(1, 3, 9))
})

test('a look that was not planned has nothing to spend', () => {
  assert.throws(() => decisionAlpha(3, 3, 1), RangeError)
})

test.run()
