/** Nothing is taken for safe after a sample of its calls where there is time to look at more of them. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Launch } from '../../src/experiment/launch-port.js'
import { screen } from '../../src/experiment/screen.js'
import type { SiteCounters } from '../../src/wire/counters.js'
import { OPTIONS, probed } from './experiment-options.js'
import { type SyntheticSite, simulate } from './synthetic-world.js'

const CLEAN: SyntheticSite = { id: 'clean', calls: 10_000, keys: 20, callNs: 5000 }
const SAMPLED: SyntheticSite = { ...CLEAN, id: 'sampled', observed: { unfollowed: 6000, hits: 3980, checked: 3980 } }
const CLOSER = 'a closer look at the survivors'

async function screened(sites: SyntheticSite[], change = {}, launchOf = (launch: Launch) => launch) {
  const { launch, requests } = simulate({ sites, otherMs: 100 })
  const { survivors, observations } = await screen(OPTIONS, probed(sites, change), launchOf(launch))
  const counters = (id: string) => observations.get(id)?.counters as SiteCounters
  return { survivors: survivors.map(({ id }) => id).sort(), counters, requests }
}

test('a survivor that was followed in part is observed closely, alone, before any cache runs', async () => {
  const { requests, survivors, counters } = await screened([CLEAN, SAMPLED])
  assert.equal(
    requests.map(({ label }) => label),
    ['observe', 'time 1', CLOSER, 'all survivors cached'],
  )
  const plan = { sampled: { arm: 'observe', closely: true, variants: [] } }
  assert.equal([requests[2]?.arm, requests[2]?.only, requests[2]?.sites], ['off', ['sampled'], plan])
  assert.equal(survivors, ['clean', 'sampled'])
  assert.equal([counters('sampled').unfollowed, counters('sampled').checked], [0, 9980])
})

test('what it fills when it is first needed counts for no change there either', async () => {
  const { requests } = await screened([SAMPLED], { filled: ['_table'] })
  assert.equal(requests[0]?.sites.sampled?.filled, ['_table'])
  assert.equal(requests[2]?.sites.sampled?.filled, ['_table'])
})

test('so is one whose results were compared in part', async () => {
  const { requests } = await screened([{ ...CLEAN, observed: { checked: 500 } }])
  assert.equal(requests[2]?.only, ['clean'])
})

test('what a closer look finds out is a reason against a cache, and none is run', async () => {
  for (const danger of ['mutatedResults', 'mismatches', 'clock'] as const) {
    const { survivors, counters, requests } = await screened([{ ...SAMPLED, observedClosely: { [danger]: 1 } }])
    assert.equal(survivors, [])
    assert.is(counters('sampled')[danger], 1)
    assert.is(requests.at(-1)?.label, CLOSER)
  }
})

test('what may not be applied anyway is not looked at again', async () => {
  const { requests } = await screened([SAMPLED], { state: 'any' })
  assert.not.ok(requests.some(({ label }) => label === CLOSER))
})

test('where the command does not pass under a closer look, what was known before stands', async () => {
  const failing = (launch: Launch): Launch => {
    return async (request) => {
      const outcome = await launch(request)
      return request.label === CLOSER ? { ...outcome, end: { kind: 'timed-out', afterSeconds: 300 } } : outcome
    }
  }
  const { survivors, counters } = await screened([SAMPLED], {}, failing)
  assert.equal(survivors, ['sampled'])
  assert.is(counters('sampled').unfollowed, 6000)
})

test.run()
