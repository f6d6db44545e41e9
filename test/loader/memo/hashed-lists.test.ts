import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { HashedLists } from '../../../loader/memo/hashed-lists.js'
import type { Chained } from '../../../loader/memo/list-branch.js'

const LISTS = 1000

interface Listed extends Chained<Listed> {
  n: number
}

/** A list that counts how often its first value is looked at. */
function counting(text: string): { list: ArrayLike<unknown>; reads: () => number } {
  let reads = 0
  const list = {
    get 0() {
      reads++
      return text
    },
    length: 1,
  }
  return { list, reads: () => reads }
}

test('long texts that differ in a few characters only are told apart by their hashes', () => {
  const lists = new HashedLists<Listed>()
  const textOf = (n: number) => `${'a'.repeat(1000)}${String(n).padStart(4, '0')}${'b'.repeat(1000)}`
  for (let n = 0; n < LISTS; n++) lists.insert({ list: [textOf(n)], n, next: undefined })
  for (const n of [0, 500, LISTS - 1]) {
    const { list, reads } = counting(textOf(n))
    assert.is(lists.find(list)?.n, n)
    assert.is(reads(), 2, 'once for the hash, once for the one list that has it')
  }
})

test.run()
