/** What a cache adds to the memory of a command is the median of its pairs, and absent where they tell nothing. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { heapDelta } from '../../src/experiment/heap-delta.js'
import type { MeasuredPair } from '../../src/experiment/measured-pair.js'
import type { RunOutcome } from '../../src/launch/run-outcome.js'

const ran = (memoryBytes: number | undefined, instrumentedProcesses = 1) =>
  ({ memoryBytes, instrumentedProcesses }) as RunOutcome

const cachedFirst = (first: RunOutcome, second: RunOutcome): MeasuredPair => ({
  cached: [['f'], []],
  outcomes: [first, second],
})

const cachedSecond = (first: RunOutcome, second: RunOutcome): MeasuredPair => ({
  cached: [[], ['f']],
  outcomes: [first, second],
})

test('the run without the cache is taken off the one with it, whichever came first, and the middle pair counts', () => {
  const pairs = [
    cachedFirst(ran(52_000_000), ran(50_000_000)),
    cachedSecond(ran(70_000_000), ran(73_000_000)),
    cachedFirst(ran(150_000_000), ran(50_000_000)),
  ]
  assert.is(heapDelta('f', pairs), 3_000_000)
  assert.is(heapDelta('f', pairs.slice(0, 2)), 2_500_000)
})

test('a cache that spares the collector can leave less in memory', () => {
  assert.is(heapDelta('f', [cachedSecond(ran(60_000_000), ran(55_000_000))]), -5_000_000)
})

test('a pair with a process that was killed tells nothing, nor one with another number of processes', () => {
  const killed = cachedFirst(ran(undefined), ran(50_000_000))
  const another = cachedSecond(ran(50_000_000), ran(100_000_000, 2))
  assert.is(heapDelta('f', [killed, another]), undefined)
  assert.is(heapDelta('f', [killed, another, cachedFirst(ran(51_000_000), ran(50_000_000))]), 1_000_000)
  assert.is(heapDelta('f', []), undefined)
})

test.run()
