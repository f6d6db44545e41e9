/** A key that was looked for in vain is kept for what the call comes to, instead of being made once more. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { contentMaker, findIn, MISSED, takeMissed } from '../../../loader/memo/key-maker.js'
import { KeyTable } from '../../../loader/memo/key-table.js'
import { memoize } from '../../../loader/memo/memoize.js'
import { APART } from './value-pairs.js'

const holdsData = (value: unknown) => typeof value === 'object' && value !== null

for (const [name, pair] of Object.entries(APART)) {
  test(`the key that was looked for in vain is the one that a list gets: ${name}`, () => {
    const maker = contentMaker(true)
    for (const list of [pair.slice(0, 1), pair.slice(1), pair, [...pair, 1, 2]]) {
      const { plain } = new KeyTable()
      const slot = findIn(maker, plain, undefined, list)
      if (slot === MISSED) assert.equal(takeMissed(), maker.list(undefined, list))
      else assert.not(list.every(holdsData))
    }
  })
}

test('a function that changes its argument is stored under what the argument was when it was called', () => {
  let calls = 0
  const cached = memoize(
    (box: { n: number }) => {
      box.n++
      return ++calls
    },
    { key: 'structural' },
  )
  assert.equal([cached({ n: 1 }), cached({ n: 2 }), cached({ n: 1 })], [1, 2, 1])
})

test('what calls itself with other content has each result under its own key', () => {
  const depths: number[] = []
  const cached = memoize(
    ({ n }: { n: number }): number => {
      depths.push(n)
      return n === 0 ? 0 : n + cached({ n: n - 1 })
    },
    { key: 'structural' },
  )
  assert.equal([cached({ n: 3 }), cached({ n: 2 }), cached({ n: 4 })], [6, 3, 10])
  assert.equal(depths, [3, 2, 1, 0, 4])
})

test('a replaced slice of Array that makes keys of its own mixes up none', () => {
  const { slice } = Array.prototype
  const other = memoize((value: object) => value, { key: 'structural' })
  const cached = memoize((box: { n: number }) => box.n, { key: 'structural' })
  Array.prototype.slice = function (...list) {
    other({ other: 1 })
    return slice.apply(this, list)
  }
  try {
    assert.equal([cached({ n: 1 }), cached({ n: 2 }), cached({ n: 1 }), cached({ n: 2 })], [1, 2, 1, 2])
  } finally {
    Array.prototype.slice = slice
  }
})

test.run()
