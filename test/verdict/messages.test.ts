/** Warnings are rendered with their numbers, and one without words is still told. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { renderWarning } from '../../src/verdict/messages.js'

test('a flaky command is told with its counts', () => {
  const { message } = renderWarning({ code: 'flaky-command', args: { failures: 1, runs: 9, phase: 'screening' } })
  assert.is(
    message,
    'the command failed 1 time in 9 screening runs and passed when run again: no cache was blamed for it',
  )
})

test('a warning that has no words is told by its code and arguments', () => {
  assert.equal(renderWarning({ code: 'new-one', args: { n: 2 } }), {
    code: 'new-one',
    args: { n: 2 },
    message: 'new-one {"n":2}',
  })
})

test.run()
