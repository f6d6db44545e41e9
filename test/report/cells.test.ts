import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { count, counted, percent, percentInterval, UNKNOWN } from '../../src/report/cells.js'

test('a share below 10 % keeps one decimal, a larger one none', () => {
  assert.equal([0.0123, 0.0996, 0.1, 0.126, 1].map(percent), ['1.2 %', '10 %', '10 %', '13 %', '100 %'])
})

test('a share is 100 % only when it is all', () => {
  assert.equal([0.99, 0.9951, 0.99996, 1, 1.2].map(percent), ['99 %', '99.5 %', '99.9 %', '100 %', '120 %'])
})

test('what is not known is a dash, and zero is not', () => {
  assert.is(percent(undefined), UNKNOWN)
  assert.is(percent(0), '0 %')
})

test('a share that rounds to nothing has no sign', () => {
  assert.is(percent(-0.0001), '0 %')
  assert.is(percent(-0.05), '-5 %')
})

test('an interval names its unit once', () => {
  assert.is(percentInterval({ estimate: 0.12, low: 0.091, high: 0.15 }), '12 % [9.1, 15]')
})

test('counts are grouped by thousands', () => {
  assert.equal([0, 999, 1000, 1234567].map(count), ['0', '999', '1,000', '1,234,567'])
})

test('one thing is singular, none and many are plural', () => {
  assert.equal(
    [counted(0, 'function'), counted(1, 'function'), counted(2, 'function')],
    ['0 functions', '1 function', '2 functions'],
  )
})

test.run()
