import { inspect } from 'node:util'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { KeyTable, NO_SLOT } from '../../../loader/memo/key-table.js'
import { seededRandom } from './seeded-random.js'

function sameCall(a: unknown[], b: unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]))
}

test('lists that differ in number, type or sign are different keys', () => {
  const table = new KeyTable()
  const lists = [
    [],
    [undefined],
    [undefined, undefined],
    [1],
    ['1'],
    [1n],
    [true],
    [0],
    [-0],
    [null],
    [Number.NaN],
    [''],
  ]
  const slots = lists.map((list) => table.insert(list))
  assert.is(new Set(slots).size, lists.length)
  assert.equal(
    lists.map((list) => table.find(list)),
    slots,
  )
})

test('NaN finds NaN, and an object is found by reference only', () => {
  const table = new KeyTable()
  const object = { a: 1 }
  const slot = table.insert([Number.NaN, object])
  assert.is(table.find([Number.NaN, object]), slot)
  assert.is(table.find([Number.NaN, { a: 1 }]), NO_SLOT)
})

test('a hole in a list is undefined', () => {
  const table = new KeyTable()
  const slot = table.insert([1, undefined])
  const holed = [1]
  holed.length = 2
  assert.is(table.find(holed), slot)
})

test('-0 is told from 0 at every place of lists of one to five', () => {
  for (let length = 1; length <= 5; length++) {
    for (let place = 0; place < length; place++) {
      const table = new KeyTable()
      const zeros = new Array(length).fill(0)
      const slot = table.insert(zeros)
      assert.is(table.find(zeros.with(place, -0)), NO_SLOT)
      const other = table.insert(zeros.with(place, -0))
      table.remove(slot)
      assert.equal([table.find(zeros), table.find(zeros.with(place, -0))], [NO_SLOT, other])
    }
  }
})

test('the receiver is part of the key, and undefined stands for none', () => {
  const table = new KeyTable()
  const [one, other] = [{}, {}]
  const slots = [undefined, one, other, 0, -0, null].map((receiver) => table.insert([1], receiver))
  assert.is(new Set(slots).size, 6)
  assert.is(table.find([1]), slots[0])
  assert.is(table.find([1], one), slots[1])
  assert.is(table.find([1], -0), slots[4])
  table.remove(slots[4] as number)
  assert.equal([table.find([1], -0), table.find([1], 0)], [NO_SLOT, slots[3]])
})

test('a list of 3,000 arguments is a key', () => {
  const table = new KeyTable()
  const list = Array.from({ length: 3000 }, (_, index) => index)
  const slot = table.insert(list)
  assert.is(table.find([...list]), slot)
  assert.is(table.find(list.slice(1)), NO_SLOT)
  table.remove(slot)
  assert.is(table.find(list), NO_SLOT)
})

test('a removed key leaves nothing behind, and keys beside it stay', () => {
  for (let length = 1; length <= 5; length++) {
    const table = new KeyTable()
    const staying = new Array(length).fill('stays')
    const going = staying.with(length - 1, 'goes-last')
    const goingEarly = staying.with(0, 'goes-first')
    const slot = table.insert(staying, staying)
    for (const list of [going, goingEarly]) if (length > 1 || list === going) table.remove(table.insert(list, staying))
    table.remove(table.insert(going, 'receiver-that-goes'))
    assert.not.match(inspect(table, { depth: 20 }), 'goes')
    assert.is(table.find(staying, staying), slot)
    assert.is(table.size, 1)
  }
})

test('slots of removed keys are given out again', () => {
  const table = new KeyTable()
  for (let key = 0; key < 1000; key++) table.remove(table.insert([key, key]))
  assert.equal([table.insert(['a']), table.insert(['b'])], [0, 1])
})

test('agrees with a linear search over 5,000 random insertions, look-ups and removals', () => {
  const random = seededRandom(11)
  const values = [0, -0, 1, '1', '', undefined, null, Number.NaN, true, Symbol('s'), {}, () => 0]
  const receivers = [undefined, values[10], 0, -0]
  const table = new KeyTable()
  let known: { receiver: unknown; list: unknown[]; slot: number }[] = []
  for (let step = 0; step < 5000; step++) {
    const list = Array.from({ length: random.below(6) }, () => values[random.below(values.length)])
    const receiver = receivers[random.below(receivers.length)]
    const expected = known.find((entry) => Object.is(entry.receiver, receiver) && sameCall(entry.list, list))
    const slot = table.find(list, receiver)
    assert.is(slot, expected?.slot ?? NO_SLOT)
    if (expected === undefined) {
      known.push({ receiver, list, slot: table.insert(list, receiver) })
    } else if (random.below(3) > 0) {
      table.remove(slot)
      known = known.filter((entry) => entry !== expected)
    }
    assert.is(table.size, known.length)
  }
})

test.run()
