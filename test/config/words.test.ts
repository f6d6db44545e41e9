import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { splitCommand, splitList } from '../../src/config/words.js'

test('quotes keep spaces and may be empty', () => {
  assert.equal(splitCommand(`a "b c" '' d'e f'g`), ['a', 'b c', '', 'de fg'])
})

test('a backslash keeps the next character, but inside single quotes it is itself', () => {
  assert.equal(splitCommand(String.raw`a\ b "c\"d" 'e\f'`), ['a b', 'c"d', 'e\\f'])
})

test('an open quote is no command', () => {
  assert.is(splitCommand('node "a'), undefined)
})

test('a list drops what is empty', () => {
  assert.equal(splitList(' a, ,b,'), ['a', 'b'])
})

test.run()
