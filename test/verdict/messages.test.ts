/** Warnings are rendered with their numbers, and one without words is still told. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { reasonOf, renderWarning } from '../../src/verdict/messages.js'

test('a flaky command is told with its counts', () => {
  const { message } = renderWarning({ code: 'flaky-command', args: { failures: 1, runs: 9, phase: 'screening' } })
  assert.is(
    message,
    'the command failed 1 time in 9 screening runs and passed when run again: no cache was blamed for it',
  )
})

test('a saving of less than nothing is told in words, not as a negative share', () => {
  const told = (saving: number) => reasonOf({ code: 'below-floor', args: { saving, floor: 0.03 } }).message
  assert.is(told(0.014), 'hits save 1.4 % of the CPU time, below the floor of 3 %')
  assert.is(told(-0.001), 'hits save nothing beyond what the cache costs')
})

test('a warning that has no words is told by its code and arguments', () => {
  assert.equal(renderWarning({ code: 'new-one', args: { n: 2 } }), {
    code: 'new-one',
    args: { n: 2 },
    message: 'new-one {"n":2}',
  })
})

test.run()
