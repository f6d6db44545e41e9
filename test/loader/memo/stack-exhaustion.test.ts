import { setFlagsFromString } from 'node:v8'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type CacheInfo, memoize } from '../../../loader/memoize.js'

// Optimised code puts the whole cache into one frame, which leaves nothing between calls for the stack to run out at.
setFlagsFromString('--no-opt')

/** Keys that are kept each in a way of its own: of the number of a call, what it is called with; the last tells. */
const SHAPES: Record<string, (n: number) => unknown[]> = {
  integers: (n) => [n],
  strings: (n) => [`${n}`],
  'two arguments, the first shared by many': (n) => [n >> 4, n],
  'five arguments': (n) => [0, 0, 0, n % 2, n],
  'nine arguments': (n) => [...new Array(8).fill(0), n],
}

/** A cache of three entries. */
function numbered(listOf: (n: number) => unknown[]): ((n: number) => { n: number }) & { cache_info(): CacheInfo } {
  const fn = Object.defineProperty((...list: unknown[]) => ({ n: Number(list.at(-1)) }), 'length', {
    value: listOf(0).length,
  })
  const cached = memoize(fn, { maxsize: 3 })
  return Object.assign((n: number) => cached(...listOf(n)), { cache_info: () => cached.cache_info() })
}

for (const [shape, listOf] of Object.entries(SHAPES)) {
  test(`wherever in a cache by ${shape} the stack runs out, the cache is right afterwards`, () => {
    const cached = numbered(listOf)
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
    assert.is(before.hits, 0)
    for (const key of [-2, -3, -4]) cached(key)
    assert.equal(cached.cache_info(), { ...before, hits: before.hits + 3, currsize: 3 })
  })
}

test.run()
