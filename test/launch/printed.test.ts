import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { printedIn } from '../../src/launch/printed.js'

test('two runs that print the same lines are alike in whatever order, and not where a word differs', () => {
  assert.equal(printedIn('one\ntwo\n'), printedIn('two\none\n'))
  const [here, there] = [printedIn('ok: one'), printedIn('failed: one')]
  assert.is.not(here.exact, there.exact)
  assert.is.not(here.butForNumbers, there.butForNumbers)
})

test('times and counts make two runs differ, but not in their words', () => {
  const [here, there] = [printedIn('done in 12.5 ms at 10:15:02'), printedIn('done in 7 ms at 10:15:03')]
  assert.is.not(here.exact, there.exact)
  assert.is(here.butForNumbers, there.butForNumbers)
})

test.run()
