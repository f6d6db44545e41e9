import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { markLoad, othersShare } from '../../src/launch/other-programs.js'

const before = { atMs: 1000, busyMs: 50_000, ownMs: 200 }
/** Two seconds later, in which the processors were busy for three. */
const now = { atMs: 3000, busyMs: 53_000, ownMs: 300 }

test('what others took is what the processors did, less what the run and the driver took', () => {
  assert.is(othersShare(before, now, 1900), 0.5)
  assert.is(othersShare(before, now, 400), 1.25)
})

test('it is never less than nothing, and unknown where it is unknown what the run took', () => {
  assert.is(othersShare(before, now, 3500), 0)
  assert.is(othersShare(before, now, undefined), undefined)
})

test('a later mark is never before an earlier one', () => {
  const [first, second] = [markLoad(), markLoad()]
  assert.ok(first.atMs <= second.atMs && first.busyMs <= second.busyMs && first.ownMs <= second.ownMs)
})

test.run()
