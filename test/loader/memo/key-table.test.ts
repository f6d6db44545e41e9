import { inspect } from 'node:util'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Keyed, KeyTable } from '../../../loader/memo/key-table.js'
import { seededRandom } from './seeded-random.js'

interface Plain extends Keyed<Plain> {}

class TestedTable extends KeyTable<Plain> {
  put(list: ArrayLike<unknown>, receiver?: unknown): Plain {
    const entry: Plain = { list, receiver, next: undefined }
    this.insert(entry)
    return entry
  }
}

function sameCall(a: ArrayLike<unknown>, b: unknown[]): boolean {
  return a.length === b.length && b.every((value, index) => Object.is(value, a[index]))
}

test('lists that differ in number, type or sign are different keys', () => {
  const table = new TestedTable()
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
  const entries = lists.map((list) => table.put(list))
  assert.is(new Set(entries).size, lists.length)
  assert.equal(
    lists.map((list) => table.find(list)),
    entries,
  )
})

test('NaN finds NaN, and an object is found by reference only', () => {
  const table = new TestedTable()
  const object = { a: 1 }
  const entry = table.put([Number.NaN, object])
  assert.is(table.find([Number.NaN, object]), entry)
  assert.is(table.find([Number.NaN, { a: 1 }]), undefined)
})

test('a hole in a list is undefined', () => {
  const table = new TestedTable()
  const entry = table.put([1, undefined])
  const holed = [1]
  holed.length = 2
  assert.is(table.find(holed), entry)
})

test('-0 is told from 0 at every place of lists of one to five', () => {
  for (let length = 1; length <= 5; length++) {
    for (let place = 0; place < length; place++) {
      const table = new TestedTable()
      const zeros = new Array(length).fill(0)
      const entry = table.put(zeros)
      assert.is(table.find(zeros.with(place, -0)), undefined)
      const other = table.put(zeros.with(place, -0))
      table.remove(entry)
      assert.equal([table.find(zeros), table.find(zeros.with(place, -0))], [undefined, other])
    }
  }
})

test('the receiver is part of the key, and undefined stands for none', () => {
  const table = new TestedTable()
  const [one, other] = [{}, {}]
  const entries = [undefined, one, other, 0, -0, null].map((receiver) => table.put([1], receiver))
  assert.is(new Set(entries).size, 6)
  assert.is(table.find([1]), entries[0])
  assert.is(table.find([1], one), entries[1])
  assert.is(table.find([1], -0), entries[4])
  table.remove(entries[4] as Plain)
  assert.equal([table.find([1], -0), table.find([1], 0)], [undefined, entries[3]])
})

test('a list of 3,000 arguments is a key', () => {
  const table = new TestedTable()
  const list = Array.from({ length: 3000 }, (_, index) => index)
  const entry = table.put(list)
  assert.is(table.find([...list]), entry)
  assert.is(table.find(list.slice(1)), undefined)
  table.remove(entry)
  assert.is(table.find(list), undefined)
})

test('a removed key leaves nothing behind, and keys beside it stay', () => {
  for (let length = 1; length <= 5; length++) {
    const table = new TestedTable()
    const staying = new Array(length).fill('stays')
    const going = staying.with(length - 1, 'goes-last')
    const goingEarly = staying.with(0, 'goes-first')
    const entry = table.put(staying, staying)
    for (const list of [going, goingEarly]) if (length > 1 || list === going) table.remove(table.put(list, staying))
    table.remove(table.put(going, 'receiver-that-goes'))
    assert.not.match(inspect(table, { depth: 20 }), 'goes')
    assert.is(table.find(staying, staying), entry)
    assert.is(table.size, 1)
  }
})

test('agrees with a linear search over 5,000 random insertions, look-ups and removals', () => {
  const random = seededRandom(11)
  const values = [0, -0, 1, '1', '', undefined, null, Number.NaN, true, Symbol('s'), {}, () => 0]
  const receivers = [undefined, values[10], 0, -0]
  const table = new TestedTable()
  let known: Plain[] = []
  for (let step = 0; step < 5000; step++) {
    const list = Array.from({ length: random.below(6) }, () => values[random.below(values.length)])
    const receiver = receivers[random.below(receivers.length)]
    const expected = known.find((each) => Object.is(each.receiver, receiver) && sameCall(each.list, list))
    assert.is(table.find(list, receiver), expected)
    if (expected === undefined) {
      known.push(table.put(list, receiver))
    } else if (random.below(3) > 0) {
      table.remove(expected)
      known = known.filter((each) => each !== expected)
    }
    assert.is(table.size, known.length)
  }
})

test.run()
