import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { onCycles } from '../../src/scan/recursion.js'

function found(calls: Record<string, string[]>): string[] {
  return [...onCycles(Object.keys(calls), (node) => calls[node] ?? [])].sort()
}

test('two cycles are told apart, and from what leads to them and away', () => {
  assert.equal(found({ in: ['a'], a: ['b'], b: ['c', 'a'], c: ['out', 'd'], d: ['d'], out: [] }), ['a', 'b', 'd'])
})

test('what is called twice, by different ways, is on no cycle', () => {
  assert.equal(found({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }), [])
})

test('a chain of calls that is longer than the stack is followed', () => {
  const last = 50_000
  const calledBy = (node: number) => (node === last ? [last - 2] : [node + 1])
  assert.equal([...onCycles([0], calledBy)].sort(), [last - 2, last - 1, last])
})

test.run()
