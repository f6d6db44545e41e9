import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { GrowingResults } from '../../src/scan/growing-results.js'
import { claimTable } from './purity-table.js'

function handedOn(times: number): string {
  const hands = Array.from({ length: times }, (_, at) => `const v${at + 1} = v${at}`)
  return `function f(o) { const v0 = o\n${hands.join('\n')}\nv${times}.k = 1 }`
}

const RING = 'function a(x, y, n) { return n ? b(y, x, n - 1) : x }\nfunction b(x, y, n) { return a(x, y, n) }\n'

claimTable([
  {
    claim: 'an argument is followed through many hands',
    source: handedOn(150),
    verdict: 'impure',
    reasons: ['mutates-argument v150.k'],
  },
  {
    claim: 'an object that comes through too many to be followed may be anything',
    source: handedOn(500),
    verdict: 'unknown',
    reasons: ['changes-unfollowed v500.k'],
  },
  {
    claim: 'so may one of a table of too many',
    source: `function f(o, n) { const list = [${'{}, '.repeat(1200)}o]; list[n].k = 1 }`,
    verdict: 'unknown',
    reasons: ['changes-unfollowed list[...].k'],
  },
  {
    claim: 'and whoever calls such a function changes as much',
    source: `${handedOn(500).replace('function f', 'function g')}\nfunction f() { g({}) }`,
    verdict: 'unknown',
    reasons: ['changes-unfollowed v500.k'],
  },
  {
    claim: 'functions that call each other return what any of them is given',
    source: `${RING}function f(o) { b({}, o, 1).k = 1 }`,
    verdict: 'impure',
    reasons: ['mutates-argument b(...).k'],
  },
  {
    claim: 'whoever of them was asked about first',
    source: `${RING}function first(o) { a(o, {}, 1).k = 1 }\nfunction f(o) { b({}, o, 1).k = 1 }`,
    verdict: 'impure',
    reasons: ['mutates-argument b(...).k'],
  },
  {
    claim: 'and nothing of it where each makes its own',
    source:
      'function a(x, n) { return n ? b({ x }, n - 1) : { n } }\nfunction b(x, n) { return a(x, n) }\nfunction f(o) { b(o, 1).k = 1 }',
    verdict: 'pure',
  },
])

test('results in a ring grow until nothing is added, and each of them is complete', () => {
  const rests: Record<string, [own: string, others: string[]]> = {
    one: ['1', ['two', 'three']],
    two: ['2', ['one']],
    three: ['3', ['two', 'four']],
    four: ['4', []],
  }
  let asked = 0
  const results = new GrowingResults<string>()
  const resultOf = (key: string): readonly string[] =>
    results.of(key, () => {
      asked++
      const [own, others] = rests[key] as [string, string[]]
      return [...new Set([own, ...others.flatMap(resultOf)])].sort()
    })
  const found = ['three', 'two', 'one', 'four'].map((key) => resultOf(key).join(''))
  assert.equal(found, ['1234', '1234', '1234', '4'])
  const before = asked
  resultOf('two')
  assert.is(asked, before)
})

test.run()
