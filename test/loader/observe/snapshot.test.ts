import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { hasChanged, type Snapshot, snapshotOf } from '../../../loader/observe/snapshot.js'

class Counter {
  count = 0
}

interface Filled {
  n?: number
  _table?: unknown
  _list?: unknown[]
}

const CHANGES: [claim: string, make: () => object, change: (object: never) => void][] = [
  ['a value', () => ({ a: 1 }), (object: { a: number }) => object.a++],
  ['a new key', () => ({}), (object: { a?: number }) => (object.a = 1)],
  ['a deleted key', () => ({ a: undefined }), (object: { a?: undefined }) => delete object.a],
  ['an element', () => [[1]], (list: number[][]) => list[0]?.push(2)],
  ['the order of elements', () => [2, 1], (list: number[]) => list.sort()],
  ['a Map entry', () => new Map(), (map: Map<number, number>) => map.set(1, 1)],
  ['a Set element', () => new Set([1]), (set: Set<number>) => set.clear()],
  ['a Date', () => new Date(0), (date: Date) => date.setTime(1)],
  ['a byte', () => new Uint8Array(4), (bytes: Uint8Array) => (bytes[3] = 1)],
  ['lastIndex', () => /a/g, (regExp: RegExp) => regExp.test('a')],
  [
    'a field of an instance',
    () => ({ counter: new Counter() }),
    (object: { counter: Counter }) => object.counter.count++,
  ],
  ['a function that is replaced', () => ({ f: () => 1 }), (object: { f: () => number }) => (object.f = () => 1)],
  ['a URL', () => new URL('https://example.org/'), (url: URL) => (url.pathname = '/a')],
]

for (const [claim, make, change] of CHANGES) {
  test(`a change in place is seen: ${claim}`, () => {
    const object = make()
    const before = snapshotOf(object) as Snapshot
    assert.is(before.mutable, true)
    assert.is(hasChanged(before, object), false)
    change(object as never)
    assert.is(hasChanged(before, object), true)
  })
}

test('frozen content, formats and patterns without g or y cannot change', () => {
  for (const value of [Object.freeze([1, Object.freeze({})]), new Intl.NumberFormat('de'), /a/]) {
    assert.is(snapshotOf(value)?.mutable, false)
  }
})

test('plural rules do not change by being looked at', () => {
  const rules = new Intl.PluralRules('en')
  assert.is(hasChanged(snapshotOf(rules) as Snapshot, rules), false)
})

test('freezing is no change of content', () => {
  const object = { a: [1] }
  const before = snapshotOf(object) as Snapshot
  Object.freeze(object)
  assert.is(hasChanged(before, object), false)
})

test('what a field is filled with when it is first needed is no change, whatever else is', () => {
  const filled = ['_table']
  for (const rule of [{ n: 1 }, { n: 1, _table: undefined }, { _table: null, n: 1 }] as Filled[]) {
    const before = snapshotOf([rule], filled) as Snapshot
    rule._table = [1]
    assert.is(hasChanged(before, [rule]), false)
    const later = snapshotOf([rule], filled) as Snapshot
    ;(rule._table as number[]).push(2)
    assert.is(hasChanged(later, [rule]), true)
    rule._table = undefined
    assert.is(hasChanged(later, [rule]), true)
    rule.n = 2
    assert.is(hasChanged(before, [rule]), true)
  }
})

test('a field of another name, or of an object that had it filled, is changed', () => {
  const rule: Filled = { _table: 0 }
  const before = snapshotOf(rule, ['_table']) as Snapshot
  rule._table = 1
  assert.is(hasChanged(before, rule), true)
  const other = snapshotOf(rule, ['_words']) as Snapshot
  rule._list = []
  assert.is(hasChanged(other, rule), true)
})

test('accessors are not run, and do not hide what is beside them', () => {
  const object = Object.defineProperty({ a: 1 }, 'b', { get: () => assert.unreachable() })
  const before = snapshotOf(object) as Snapshot
  object.a = 2
  assert.is(hasChanged(before, object), true)
})

test('what is over budget before or after is unknown', () => {
  const list: number[] = []
  const before = snapshotOf(list) as Snapshot
  list.length = 5000
  assert.is(hasChanged(before, list), undefined)
  assert.is(snapshotOf(list), undefined)
})

test.run()
