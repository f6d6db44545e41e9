import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { contentKey } from '../../loader/content-key.js'

test('a text has one key, which is a file name', () => {
  const key = contentKey('function f() {}')
  assert.is(contentKey('function f() {}'), key)
  assert.match(key, /^[0-9a-z]+-[0-9a-z]+-[0-9a-z]+$/)
})

test('100,000 texts that differ in one character or in order have 100,000 keys', () => {
  const keys = new Set<string>()
  for (let n = 0; n < 50_000; n++) {
    keys.add(contentKey(`const n = ${n}\n`))
    keys.add(contentKey(`${n} = n const\n`))
  }
  assert.is(keys.size, 100_000)
})

test('characters beyond Latin-1, lone surrogates, and nothing at all have keys of their own', () => {
  const texts = ['', '\0', '\0\0', 'ü', 'ű', '\u{1F600}', '\uD83D', '\uDE00', '\uDE00\uD83D']
  assert.is(new Set(texts.map(contentKey)).size, texts.length)
})

test.run()
