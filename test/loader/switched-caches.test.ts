/** A cache that is switched off answers that nothing is there; to everybody else it is what it was. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { SwitchedCaches } from '../../loader/switched-caches.js'
import { MARK_ROLES, type MarkRole } from '../../src/wire/cache-marks.js'

function marksOf(off: string[]) {
  const call = new SwitchedCaches(new Set(off), (wrapper) => wrapper).of([
    ['kept', '', 0, 0],
    ['off', '', 0, 0],
  ])
  return (index: number, role: MarkRole, value: unknown) => call(index, MARK_ROLES.indexOf(role), value)
}

const KEPT = 0
const OFF = 1

test('a look finds nothing and a test says no, keys are what they are, and others go on', () => {
  const mark = marksOf(['off'])
  const roles = ['look', 'test', 'key'] as const
  assert.equal(
    roles.map((role) => mark(OFF, role, 'value')),
    [undefined, false, 'value'],
  )
  assert.equal(
    (['look-falsy', 'look-nullish', 'look-null', 'table'] as const).map((role) => mark(OFF, role, 'value')),
    [undefined, undefined, null, 'value'],
  )
  assert.equal(
    roles.map((role) => mark(KEPT, role, 'value')),
    ['value', 'value', 'value'],
  )
})

test('a memoized function computes each time, with its properties and its `this`', () => {
  const mark = marksOf(['off'])
  const inner = function (this: unknown, n: number) {
    return [this, n]
  }
  const memoized = Object.assign(() => 'remembered', { clear: 'clear' })
  mark(OFF, 'inner', inner)
  const seen = mark(OFF, 'outer', memoized) as typeof memoized
  assert.equal([Reflect.apply(seen, 'self', [1]), seen.clear], [['self', 1], 'clear'])
  mark(KEPT, 'inner', inner)
  assert.is(mark(KEPT, 'outer', memoized), memoized)
})

test('where a memoizer goes by identity, no two calls have the same key', () => {
  const mark = marksOf(['off'])
  const { maxAge, cacheKey } = mark(OFF, 'options', { maxAge: 5, cacheKey: () => 1 }) as {
    maxAge: number
    cacheKey: () => unknown
  }
  assert.is(maxAge, 5)
  assert.is.not(cacheKey(), cacheKey())
  const unread = {
    get cacheKey() {
      throw new Error('ran')
    },
  }
  assert.is(mark(OFF, 'options', unread), unread)
})

test.run()
