import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { droppedAt, funnelOf } from '../src/compose-funnel.js'
import { judge } from '../src/verdict/judge.js'
import { OPTIONS } from './experiment/experiment-options.js'
import { evidenceWhen, type Spoiling } from './verdict/case-file.js'

/** A site that deserves a cache but for what spoils it. */
function dropped(spoiling: Spoiling = {}) {
  const { site, observation, effect, ...rest } = evidenceWhen(spoiling)
  const seen = { site, ...(observation && { observation }), ...(effect && { effect }) }
  const [verdict] = judge(OPTIONS, [{ ...seen, ...rest }])
  return droppedAt({ ...seen, ...(verdict && { verdict }) })
}

const ROWS: [claim: string, spoiling: Spoiling, before: string | undefined, code: string | undefined][] = [
  ['what deserves a cache is dropped nowhere', {}, undefined, undefined],
  [
    'what cannot be wrapped is not instrumented, for that',
    { site: { unwrappable: 'setter' }, without: ['observation', 'effect'] },
    'instrumented',
    'setter',
  ],
  [
    'what is not loaded is not instrumented, whatever its code does',
    {
      purity: { reasons: [{ code: 'reads-clock', line: 1, subject: 'Date.now' }] },
      loaded: false,
      without: ['observation', 'effect'],
    },
    'instrumented',
    'not-loaded',
  ],
  [
    'what is never called is dropped for that',
    { counters: { calls: 0, hits: 0, misses: 0 }, without: ['effect'] },
    'called',
    'never-called',
  ],
  [
    'what never repeats is dropped for that, though it is called too seldom as well',
    { counters: { calls: 5, hits: 0, misses: 5 }, observation: { bestHitRate: 0 }, without: ['effect'] },
    'repeated',
    'never-repeats',
  ],
  ['what is unsafe is not validated', { counters: { clock: 3 }, without: ['effect'] }, 'validated', 'clock'],
  ['what does not pay is validated and not applied', { effect: { payoff: 'does-not-pay' } }, 'applied', 'does-not-pay'],
]

for (const [claim, spoiling, before, code] of ROWS) {
  test(claim, () => {
    const found = dropped(spoiling)
    assert.equal([found?.before, found?.code], [before, code])
  })
}

test('counts are what is left after each stage, so that they add up', () => {
  assert.equal(funnelOf(ROWS.map(([, spoiling]) => dropped(spoiling))), {
    scanned: 7,
    instrumented: 5,
    called: 4,
    repeated: 3,
    validated: 2,
    applied: 1,
  })
})

test.run()
