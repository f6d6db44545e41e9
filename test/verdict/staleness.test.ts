/** What to do about a result that changes: the finding that follows the counterexample. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { probedSite } from '../../src/verdict/candidate.js'
import type { Staleness } from '../../src/wire/staleness.js'
import { evidenceWhen, type Spoiling, STATE, verdictWhen } from './case-file.js'

const SEEN: Staleness = {
  changes: 10,
  soonestMs: 1250,
  medianMs: 2000,
  soonestCalls: 40,
  medianCalls: 80,
  after: {},
  unexplained: 10,
  restless: [],
}

/** The message after the one about the mismatch. */
function remedy(staleness: Partial<Staleness>, { counters, ...spoiling }: Spoiling = {}): string | undefined {
  const observation = { staleness: { ...SEEN, ...staleness } }
  const { verdict, reasons } = verdictWhen({ observation, counters: { mismatches: 10, ...counters }, ...spoiling })
  assert.is(verdict, 'UNSAFE')
  return reasons[1]?.message
}

test('a variable that had got another value before each change is the point to clear the cache at', () => {
  assert.is(
    remedy({ after: { locale: 10 }, unexplained: 0 }, { purity: { state: [STATE] } }),
    'changed after `locale` was assigned by setLocale, a.js:12 (10 of 10 changes): clear the cache there',
  )
})

test('a variable that explains one change of ten is no such point: what the source says of it is', () => {
  const words = 'reads locale (line 4), written by setLocale (line 12): clear the cache there'
  assert.is(remedy({ after: { locale: 1 }, unexplained: 9 }, { purity: { state: [STATE] } }), words)
})

test('a variable that changes all the time, as a count of calls does, is no point to clear the cache at', () => {
  const always = { after: { locale: 10 }, unexplained: 0, restless: ['locale'], soonestMs: 1 }
  assert.match(remedy(always, { purity: { state: [STATE] } }) ?? '', /^not cacheable: .*\(10 changes\)/)
})

test('what never changed sooner, and mostly agreed, is bounded in time', () => {
  assert.is(
    remedy({}),
    'the same arguments gave another result after 1.2 s at the earliest (10 changes, 890 hits that agreed): a cache is right only for a shorter time than that',
  )
  assert.match(remedy({ soonestMs: 20.9 }) ?? '', 'after 20 ms at the earliest')
})

test('what changes at once, or about as often as it agrees, is not cacheable', () => {
  const words =
    'not cacheable: the same arguments gave another result after 40 calls at the earliest (10 changes), and nothing was seen that it follows'
  assert.is(remedy({ soonestMs: 19 }), words)
  assert.is(remedy({}, { counters: { checked: 105 } }), words)
})

test('where the stored result was itself changed by a caller nothing is said of time', () => {
  assert.match(remedy({}, { counters: { mutatedResults: 1 } }) ?? '', 'a caller changes the returned object')
})

test('that there is no remedy is said after what explains it, and where the chosen key was right nothing is', () => {
  const codes = (counters: Spoiling['counters']) =>
    verdictWhen({ observation: { staleness: { ...SEEN, soonestMs: 1 } }, ...(counters && { counters }) }).reasons.map(
      ({ code }) => code,
    )
  assert.equal(codes({ mismatches: 10, random: 20 }), ['mismatches', 'random', 'not-cacheable'])
  assert.equal(codes({ clock: 5 }), ['clock'])
})

test('the captured variables to watch are those that the source says are written, with the property that is read', () => {
  const inObject = { ...STATE, code: 'reads-mutated-binding', subject: 'settings.unit' } as const
  const parameter = { ...STATE, code: 'reads-mutable-parameter', subject: 'options' } as const
  const { site } = evidenceWhen({ purity: { state: [STATE, inObject, parameter] } })
  assert.equal(probedSite(site).captured, [{ name: 'locale' }, { name: 'settings', property: 'unit' }])
})

test.run()
