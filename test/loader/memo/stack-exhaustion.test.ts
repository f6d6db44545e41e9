import { setFlagsFromString } from 'node:v8'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { memoize } from '../../../loader/memoize.js'

// Optimised code puts the whole cache into one frame, which leaves nothing between calls for the stack to run out at.
setFlagsFromString('--no-opt')

test('wherever in the cache the stack runs out, the cache is right afterwards', () => {
  const cached = memoize((n: number) => ({ n }), { maxsize: 3 })
  const wrong: unknown[] = []
  let next = 0
  // On the way back up from the deepest call each level has one frame more of stack left than the one below.
  const callAtEveryDepth = (..._padding: unknown[]) => {
    try {
      callAtEveryDepth()
    } catch (error) {
      if (!(error instanceof RangeError)) wrong.push(error)
    }
    const { n } = cached(++next)
    if (n !== next) wrong.push(n)
  }
  // Each argument more moves all frames by one word, so that the levels together try every place.
  for (let words = 0; words < 40; words++) callAtEveryDepth(...new Array(words))
  assert.equal(wrong, [])
  for (const key of [-1, -2, -3, -4]) cached(key)
  const before = cached.cache_info()
  for (const key of [-2, -3, -4]) cached(key)
  assert.equal(cached.cache_info(), { ...before, hits: before.hits + 3, currsize: 3 })
})

test.run()
