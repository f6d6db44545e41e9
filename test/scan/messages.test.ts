import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ownCacheMessage, stateReasonMessage, staticReasonMessage } from '../../src/scan/messages.js'

test('a reason names what is read, and the line', () => {
  const reason = { code: 'reads-clock', line: 12, subject: 'Date.now' } as const
  assert.is(staticReasonMessage(reason), 'reads the clock: Date.now (line 12)')
})

test('a generator says why it is one', () => {
  const reason = { code: 'generator', line: 3, subject: 'yield' } as const
  assert.is(staticReasonMessage(reason), 'is a generator: each call returns a new iterator (line 3)')
})

test('state names who writes it, and what to do there', () => {
  const code = 'reads-reassigned-binding'
  const reason = { code, line: 3, subject: 'locale', writer: 'setLocale', writerLine: 12 } as const
  assert.is(stateReasonMessage(reason), 'reads locale, which setLocale reassigns (line 12): clear the cache there')
})

test('a cache of its own names the structure', () => {
  assert.is(ownCacheMessage({ subject: 'memo', line: 4 }), 'keeps a cache of its own: memo (line 4)')
})

test.run()
