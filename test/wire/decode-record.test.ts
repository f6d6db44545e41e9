import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { COUNTER_INDEX, COUNTER_STRIDE, countersOf, zeroCounters } from '../../src/wire/counters.js'
import { decodeCounters, decodeLines, WireError } from '../../src/wire/decode-record.js'
import type { RecordLine } from '../../src/wire/record.js'
import { encodeCounters, encodeLines, processLine } from '../launch/record-writer.js'

const lines: RecordLine[] = [
  processLine(7),
  { type: 'module', file: 'a.js', wrap: 'bindings', firstBlock: 0, sites: ['a.js#f'] },
  { type: 'end', exitCode: 0, cpuMs: 12.5 },
]

function faultOf(text: string): string {
  try {
    decodeLines(text)
  } catch (error) {
    assert.instance(error, WireError)
    return (error as WireError).fault
  }
  return 'none'
}

test('lines come back as they were written', () => {
  assert.equal(decodeLines(encodeLines(lines)), lines)
})

test('wherever a record is cut off, the lines before the cut are read and no fault is raised', () => {
  const text = encodeLines(lines)
  for (let length = 0; length <= text.length; length++) {
    const cut = text.slice(0, length)
    assert.equal(decodeLines(cut), lines.slice(0, cut.split('\n').length - 1))
  }
})

test('a record of another wire version is refused', () => {
  assert.is(faultOf(encodeLines([processLine(7, { wireVersion: 0 })])), 'version')
})

test('a broken line in the middle is refused, and so is a record that does not name its process', () => {
  assert.is(faultOf(`${encodeLines(lines)}{"type":\n`), 'malformed')
  assert.is(faultOf(encodeLines(lines.slice(1))), 'malformed')
})

test('counters are little-endian doubles in blocks', () => {
  const bytes = encodeCounters([{ calls: 1 }, { calls: 2 ** 40, distinct: 3 }, { timedNs: 0.5 }])
  const slots = decodeCounters(bytes, 1, 2)
  assert.is(slots.length, 2 * COUNTER_STRIDE)
  const second = countersOf(slots.subarray(0, COUNTER_STRIDE))
  const third = countersOf(slots.subarray(COUNTER_STRIDE))
  assert.equal(second, { ...zeroCounters(), calls: 2 ** 40, distinct: 3 })
  assert.equal(third, { ...zeroCounters(), timedNs: 0.5 })
})

test('what a short counters file does not hold is 0, half a double included', () => {
  const bytes = encodeCounters([{ calls: 5, hits: 4 }, { calls: 9 }])
  const slots = decodeCounters(bytes.subarray(0, 12), 0, 2)
  assert.equal(countersOf(slots), { ...zeroCounters(), calls: 5 })
  assert.equal(decodeCounters(bytes, 2, 1), new Float64Array(COUNTER_STRIDE))
})

test('counters are found in a view that does not start at the start of its buffer', () => {
  const bytes = encodeCounters([{ calls: 1 }, { calls: 2 }])
  assert.is(decodeCounters(bytes.subarray(COUNTER_STRIDE * 8), 0, 1)[0], 2)
})

test('calls answered by a cache are counted by its clock alone, and are calls and hits when read', () => {
  const slots = new Float64Array(2 * COUNTER_STRIDE)
  const counted = { calls: 4, misses: 3, bypassed: 1, ticks: 12, silentTicks: 3 }
  for (const [name, value] of Object.entries(counted)) {
    slots[COUNTER_STRIDE + COUNTER_INDEX[name as keyof typeof counted]] = value
  }
  const read = countersOf(slots, COUNTER_STRIDE)
  assert.equal(read, { ...zeroCounters(), calls: 13, hits: 9, misses: 3, bypassed: 1 })
})

test.run()
