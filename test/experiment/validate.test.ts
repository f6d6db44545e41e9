/** Validation pairs runs at random but reproducibly, settles what can be settled, and stops where more is hopeless. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { ExperimentOptions } from '../../src/experiment/options.js'
import { screen } from '../../src/experiment/screen.js'
import { type Validation, validate } from '../../src/experiment/validate.js'
import { OPTIONS, probed } from './experiment-options.js'
import { type SyntheticSite, type SyntheticWorld, simulate } from './synthetic-world.js'

const DEAR: SyntheticSite = { id: 'dear', calls: 10_000, keys: 20, callNs: 5000 }

interface Validated {
  validation: Validation
  /** Sites cached in each validation run, in order. */
  order: string[]
}

async function validated(
  world: Partial<SyntheticWorld> & { sites: SyntheticSite[] },
  options: Partial<ExperimentOptions> = {},
  broken: Partial<SyntheticWorld> = {},
): Promise<Validated> {
  const whole = { otherMs: 100, noise: 0.02, ...world }
  const settings = { ...OPTIONS, ...options }
  const screening = await screen(settings, probed(world.sites), simulate(whole).launch)
  const { launch, requests } = simulate({ ...whole, ...broken, seed: 99 + (world.seed ?? 0) })
  const validation = await validate(settings, screening.survivors, launch)
  return { validation, order: requests.map(({ sites }) => Object.keys(sites).join(' ') || '-') }
}

/** Sites of which each adjacent pair of runs measures the cache. */
function pairsOf(order: string[]): string[] {
  return order.flatMap((cached, run) =>
    run % 2 === 0 ? [[cached, order[run + 1]].filter((id) => id !== '-').join(' ')] : [],
  )
}

test('a site that pays is settled by its least pairs, and its intervals hold the truth', async () => {
  const { validation, order } = await validated({ sites: [DEAR] })
  assert.is(order.length, 6)
  const [effect] = validation.effects
  const truth = (9980 * 4950) / (100e6 + 10_000 * 5000)
  assert.is(effect?.pairs, 3)
  assert.ok(effect?.speedup && effect.speedup.low < truth && truth < effect.speedup.high)
  assert.ok(effect?.commandCpu && effect.commandCpu.low < truth && truth < effect.commandCpu.high)
  assert.is(effect?.furtherPairs, undefined)
  assert.is(effect?.counters.hits, 3 * 9980)
})

test('what a cache holds at the end is told with its effect', async () => {
  const { validation } = await validated({ sites: [{ ...DEAR, cacheBytes: 4_000_000 }] })
  assert.is(validation.effects[0]?.heapDelta, 4_000_000)
})

test('each pair is one site cached against none, adjacent, and sites take turns', async () => {
  const sites = ['a', 'b', 'c'].map((id) => ({ ...DEAR, id }))
  const { order } = await validated({ sites })
  const pairs = pairsOf(order)
  assert.is(order.length, 18)
  for (const round of [0, 3, 6]) assert.equal(pairs.slice(round, round + 3).sort(), ['a', 'b', 'c'])
})

test('the order is the same for the same seed and another for another', async () => {
  const sites = ['a', 'b', 'c'].map((id) => ({ ...DEAR, id }))
  const { order } = await validated({ sites })
  assert.equal((await validated({ sites })).order, order)
  assert.not.equal((await validated({ sites }, { seed: 2 })).order, order)
})

test('cached runs come first in about half of the pairs', async () => {
  const { order } = await validated({ sites: [DEAR] }, { repeats: 200 })
  const first = order.filter((cached, run) => run % 2 === 0 && cached === 'dear').length
  assert.ok(first > 75 && first < 125, String(first))
})

test('all runs rewrite the same sites', async () => {
  const sites = ['a', 'b'].map((id) => ({ ...DEAR, id }))
  const screening = await screen(OPTIONS, probed(sites), simulate({ sites, otherMs: 100 }).launch)
  const { launch, requests } = simulate({ sites, otherMs: 100 })
  await validate(OPTIONS, screening.survivors, launch)
  assert.ok(requests.every(({ only, arm }) => only?.join(' ') === 'a b' && arm === 'off'))
})

test('a site near the threshold is given further blocks, three times its least pairs at most', async () => {
  const { validation, order } = await validated({ sites: [{ ...DEAR, callNs: 650 }], noise: 0.005 })
  assert.ok(order.length > 6 && order.length <= 18, String(order.length))
  assert.is(order.length % 6, 0)
  assert.is(validation.effects[0]?.pairs, order.length / 2)
})

test('a site that noise hides is left open with the number of pairs that it would take', async () => {
  const { validation, order } = await validated({ sites: [{ ...DEAR, promises: true, callNs: 1200 }], noise: 0.4 })
  assert.is(order.length, 6)
  assert.ok((validation.effects[0]?.furtherPairs ?? 0) > 12)
})

test('without promise nothing runs', async () => {
  const { launch, requests } = simulate({ sites: [], otherMs: 1 })
  assert.equal((await validate(OPTIONS, [], launch)).effects, [])
  assert.is(requests.length, 0)
})

test('chance failures are warned about, accuse nobody and cost no pair', async () => {
  let flaky = 0
  for (let seed = 1; seed <= 20; seed += 1) {
    const { validation } = await validated({ sites: [DEAR], seed }, {}, { flakiness: 0.05 })
    assert.equal(validation.culprits, [])
    assert.is(validation.effects[0]?.pairs, 3)
    if (validation.warnings.some(({ code }) => code === 'flaky-command')) flaky += 1
  }
  assert.ok(flaky > 0, String(flaky))
})

test('a cache that breaks the command only now is accused, and the others go on', async () => {
  const sites = ['stale', 'fine'].map((id) => ({ ...DEAR, id }))
  const { validation } = await validated({ sites }, {}, { breaking: [['stale']] })
  assert.equal(validation.culprits, [{ ids: ['stale'], outputTail: 'failing with stale' }])
  assert.equal(
    validation.effects.map(({ id, pairs }) => [id, pairs]),
    [['fine', 3]],
  )
})

test('a command that fails throughout loses its pairs and accuses nobody', async () => {
  const { validation } = await validated({ sites: [DEAR] }, {}, { end: { kind: 'exited', code: 1 } })
  assert.equal(validation.effects, [])
  assert.equal(validation.culprits, [])
  assert.ok(validation.warnings.some(({ code }) => code === 'lost-pair'))
})

test('of many survivors the twelve that promise most are measured', async () => {
  const sites = Array.from({ length: 14 }, (_, index) => ({ ...DEAR, id: `f${index}`, callNs: 5000 + 200 * index }))
  const { validation } = await validated({ sites })
  assert.is(validation.effects.length, 12)
  assert.not.ok(validation.effects.some(({ id }) => id === 'f0' || id === 'f1'))
  assert.ok(validation.warnings.some(({ code }) => code === 'too-many-survivors'))
})

test.run()
