import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type HashedList, HashedLists } from '../../../loader/memo/hashed-lists.js'

const LISTS = 1000

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

const kept = (list: ArrayLike<unknown>): HashedList => ({ list, slot: 0, hash: 0, next: undefined })
const textOf = (n: number) => `${'a'.repeat(1000)}${String(n).padStart(4, '0')}${'b'.repeat(1000)}`

test('long texts that differ in a few characters only are told apart by their hashes', () => {
  const lists = new HashedLists()
  const entries = Array.from({ length: LISTS }, (_, n) => kept([textOf(n)]))
  for (const entry of entries) lists.insert(entry)
  for (const n of [0, 500, LISTS - 1]) {
    const { list, reads } = counting(textOf(n))
    assert.is(lists.find(list), entries[n])
    assert.is(reads(), 2, 'once for the hash, once for the one list that has it')
  }
})

test('each is found, and none after it is removed, though all have been hashed anew in between', () => {
  const lists = new HashedLists()
  const early = Array.from({ length: 5 }, (_, n) => kept([n, 'short']))
  const entries = [...early, ...Array.from({ length: 50 }, (_, n) => kept([textOf(n)]))]
  for (const entry of entries) lists.insert(entry)
  assert.ok(lists.wholeTexts)
  for (const entry of entries) assert.is(lists.find(Array.from(entry.list)), entry)
  for (const [index, entry] of entries.entries()) {
    lists.remove(entry)
    assert.is(lists.find(entry.list), undefined)
    for (const later of entries.slice(index + 1)) assert.is(lists.find(later.list), later)
  }
})

test('NaN is NaN, with whichever bits it was made: processors make others than constants have', () => {
  const bits = new Uint32Array([1, 0x7ff80001, 0, 0xfff80000])
  const [quiet, negative] = new Float64Array(bits.buffer)
  const lists = new HashedLists()
  const entry = kept([Number.NaN])
  lists.insert(entry)
  assert.equal([lists.find([quiet]), lists.find([negative])], [entry, entry])
})

test.run()
