import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Repeats } from '../../src/wire/repeats.js'
import { type Spoiling, verdictWhen } from './case-file.js'

const LOOP: Repeats = {
  sampled: 20,
  sameCallSite: 20,
  otherCallSite: 0,
  otherFile: 0,
  loop: { place: 'main.js:3:7', share: 1 },
  memories: 1,
  processes: 1,
  knownElsewhere: 0,
}
const reads = (...parameters: string[]) => ({
  kind: 'known' as const,
  leaves: parameters.map((_, from) => ({ from, path: [] })),
  tests: [],
  parameters,
  counted: false,
})

const ROWS: [claim: string, spoiling: Spoiling, codes: string[]][] = [
  ['several keys from several places have none', {}, []],
  ['one key is a constant', { counters: { distinct: 1 }, observation: { recommendedMaxsize: 1 } }, ['precompute']],
  [
    'so is what takes nothing and reads nothing that changes',
    { site: { reads: reads() }, counters: { distinct: 2 } },
    ['precompute-by-source'],
  ],
  ['what reads its closure may be another one', { site: { reads: reads(), closure: true } }, []],
  ['one entry may be enough', { observation: { recommendedMaxsize: 1 } }, ['single-entry']],
  [
    'where one loop repeats the call, it may be called before',
    { observation: { recommendedMaxsize: 1, repeats: LOOP }, site: { invariantCalls: [7] } },
    ['hoist', 'single-entry'],
  ],
  [
    'a loop that is seen in the source is told without a sample',
    { site: { invariantCalls: [7] } },
    ['hoist-by-source'],
  ],
  [
    'one object in every call is a key of a WeakMap',
    { site: { reads: reads('node') }, counters: { objectKeys: 1000 } },
    ['weak-map'],
  ],
  ['one that sometimes is none is not', { site: { reads: reads('node') }, counters: { objectKeys: 999 } }, []],
  [
    'an object beside another argument is not',
    { site: { reads: reads('a', 'b') }, counters: { objectKeys: 1000 } },
    [],
  ],
  [
    'what is unsafe gets no advice',
    { counters: { distinct: 1, clock: 4 }, observation: { recommendedMaxsize: 1 } },
    [],
  ],
]

for (const [claim, spoiling, codes] of ROWS) {
  test(claim, () => {
    assert.equal(
      verdictWhen(spoiling).alternatives.map(({ code }) => code),
      codes,
    )
  })
}

test('the advice names the place', () => {
  const [first] = verdictWhen({ observation: { recommendedMaxsize: 1, repeats: LOOP } }).alternatives
  assert.is(first?.message, 'call it once before the loop that leads to main.js:3: its rounds repeat the same call')
})

test.run()
