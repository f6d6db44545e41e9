import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type RepeatsLine, sumRepeats } from '../../src/wire/repeats.js'

const line = (over: Partial<RepeatsLine>): RepeatsLine => ({
  type: 'repeats',
  site: 'f',
  pid: 1,
  sampled: 10,
  sameCallSite: 8,
  otherCallSite: 2,
  otherFile: 1,
  stacks: [[1, 'a.js:1:1', 10]],
  keys: [],
  hashed: 0,
  unhashed: 0,
  ...over,
})

test('processes add up, and the stack that most of them saw is told with its share', () => {
  const other = line({
    pid: 2,
    stacks: [
      [2, 'b.js:1:1', 4],
      [1, 'a.js:1:1', 6],
    ],
  })
  assert.equal(sumRepeats([line({}), other, line({ pid: 2, sampled: 0, stacks: [] })]), {
    sampled: 20,
    sameCallSite: 24,
    otherCallSite: 6,
    otherFile: 3,
    loop: { place: 'a.js:1:1', share: 0.8 },
    memories: 3,
    processes: 2,
    knownElsewhere: 0,
  })
})

test('the keys of three processes, two of which know the same ones, are to one third known elsewhere', () => {
  const keys = [1, 2, 3]
  const lines = [line({ keys, hashed: 3 }), line({ keys, hashed: 3 }), line({ keys: [7, 8, 9], hashed: 3 })]
  assert.is(sumRepeats(lines)?.knownElsewhere, 1 / 3)
})

test('keys that nobody can compare are taken for known nowhere else', () => {
  const keys = [1, 2]
  const lines = [line({ keys, hashed: 2, unhashed: 2 }), line({ keys, hashed: 2, unhashed: 2 })]
  assert.is(sumRepeats(lines)?.knownElsewhere, 0.25)
})

test('of processes with many keys, only hashes below the last one that each of them tells are compared', () => {
  const few = Array.from({ length: 16 }, (_, index) => index)
  const dense = Array.from({ length: 16 }, (_, index) => 10 * index)
  // Up to 15, the first one's last: 16 keys of one and 2 of the other, both known to the first.
  assert.is(sumRepeats([line({ keys: few, hashed: 900 }), line({ keys: dense, hashed: 900 })])?.knownElsewhere, 2 / 18)
})

test('a site that was not observed to its end has none', () => {
  assert.is(sumRepeats([]), undefined)
})

test.run()
