/** All looks at all candidates together spend the probability of error that is allowed, and no more. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { decisionAlpha } from '../../src/stats/spent-alpha.js'

test('one end of every interval, over all looks and candidates, adds up to the family', () => {
  for (const looks of [1, 2, 3, 5]) {
    let sum = 0
    for (let look = 0; look < looks; look += 1) sum += 10 * (decisionAlpha(look, looks, 10, 0.04) / 2)
    assert.ok(Math.abs(sum - 0.04) < 1e-12, `${sum} in ${looks} looks`)
  }
})

test('a look that was not planned has nothing to spend', () => {
  assert.throws(() => decisionAlpha(3, 3, 1), RangeError)
})

test.run()
