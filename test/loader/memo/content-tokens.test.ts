import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ContentTokens } from '../../../loader/memo/content-tokens.js'

test('a key that was given up half-way, as the stack ended, leaves nothing in the next one', () => {
  const tokens = new ContentTokens()
  const objects = Array.from({ length: 20 }, (_, n) => ({ n }))
  const written = (value: unknown) => {
    tokens.begin(false)
    assert.ok(tokens.write(value))
    return tokens.copy()
  }
  const first = written(objects)
  assert.equal(written(objects), first)
  tokens.release()
})

test.run()
