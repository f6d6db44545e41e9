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

const kindsIn = (tail: string) => Object.keys(printedIn(tail).kinds ?? {}).sort()

test('a frame is as wide as the times in it, which says nothing', () => {
  const table = (ms: string) => {
    const edge = '─'.repeat(ms.length + 2)
    return `┌───┬${edge}┐\n│ 0 │ ${ms} │\n└───┴${edge}┘\n${'='.repeat(ms.length)} ${'-'.repeat(ms.length)}`
  }
  assert.equal(kindsIn(table('1012.5')), kindsIn(table('98.5')))
  assert.is.not(String(kindsIn('a - b')), String(kindsIn('a = b')))
})

test.run()
