/** On a busy machine the clock shows mostly waiting: it is no cost of the call, nor of its key. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { Interruptions } from '../../../loader/observe/interruptions.js'

const MS = 1e6

/** `waits`: what the thread is found to have waited, each time it is asked. */
function watched(waits: number[] = []) {
  let asked = 0
  const interruptions = new Interruptions(() => waits[asked++] ?? 0)
  return { interruptions, asked: () => asked }
}

test('usual calls are taken as the clock has them, and nobody is asked', () => {
  const { interruptions, asked } = watched()
  assert.equal(
    [100, 120, 90, 400].map((ns) => interruptions.workNs(ns)),
    [100, 120, 90, 400],
  )
  assert.is(asked(), 0)
})

test('a call that was held up for 8 ms counts without them, one that collected garbage for as long counts whole', () => {
  const { interruptions } = watched([8 * MS, 0])
  interruptions.workNs(100)
  assert.is(interruptions.workNs(8 * MS + 150), 150)
  assert.is(interruptions.workNs(8 * MS + 150), 8 * MS + 150)
})

test('waiting before the call is taken off only down to what a call usually takes', () => {
  const { interruptions } = watched([20 * MS])
  interruptions.workNs(100)
  assert.is(interruptions.workNs(2 * MS), 100)
})

test('long calls are asked each time, and what was waited before them is not theirs', () => {
  const { interruptions, asked } = watched([0, 5 * MS, 1 * MS])
  interruptions.workNs(2 * MS)
  interruptions.begin()
  assert.is(interruptions.workNs(3 * MS), 2 * MS)
  assert.is(asked(), 3)
})

test('calls that turn out slower for good are usual soon', () => {
  const { interruptions, asked } = watched()
  interruptions.workNs(1000)
  const taken = Array.from({ length: 60 }, () => interruptions.workNs(30_000))
  assert.is(taken.at(-1), 30_000)
  assert.ok(asked() > 0 && asked() < 20, String(asked()))
})

test('a look-up of 100 ns costs 100 ns, or an eighth more, however often the thread lost its core in one', () => {
  const { interruptions, asked } = watched()
  const taken = Array.from({ length: 100 }, (_, index) => interruptions.shortNs(index % 10 === 9 ? 7 * MS : 100))
  assert.ok(
    taken.every((ns) => ns >= 100 && ns < 112.5),
    taken.join(' '),
  )
  assert.is(asked(), 0)
})

test('the first look-up, beside which there is no usual one yet, counts 20 µs at most where it was held up', () => {
  const { interruptions } = watched()
  assert.equal(
    [7 * MS, 100, 100].map((ns) => interruptions.shortNs(ns)),
    [20_000, 100, 100],
  )
  assert.is(watched().interruptions.shortNs(150_000), 150_000)
})

test('where nothing takes as long as 2 µs, a look-up of 5 was held up, and one of 1 was not', () => {
  const { interruptions } = watched()
  assert.equal(
    [40, 1000, 5000, 7 * MS].map((ns) => interruptions.shortNs(ns, 2000)),
    [40, 1000, 40, 40],
  )
})

test('look-ups that turn out to be long for good are usual soon', () => {
  const { interruptions } = watched()
  interruptions.shortNs(100)
  const taken = Array.from({ length: 60 }, () => interruptions.shortNs(1 * MS))
  assert.is(taken.at(-1), 1 * MS)
})

test.run()
