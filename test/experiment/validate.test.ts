/** Validation pairs runs at random but reproducibly, settles what can be settled, and stops where more is hopeless. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Launch } from '../../src/experiment/launch-port.js'
import { UNKNOWN_NESTING } from '../../src/experiment/nesting.js'
import type { ExperimentOptions } from '../../src/experiment/options.js'
import { screen } from '../../src/experiment/screen.js'
import { type Validation, validate } from '../../src/experiment/validate.js'
import { OPTIONS, probed } from './experiment-options.js'
import { type SyntheticSite, type SyntheticWorld, simulate } from './synthetic-world.js'

const DEAR: SyntheticSite = { id: 'dear', calls: 10_000, keys: 20, callNs: 5000 }

const codesOf = ({ warnings }: Validation) => warnings.map(({ code }) => code)

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
  const validation = await validate(settings, screening, launch)
  return { validation, order: requests.map(({ sites }) => Object.keys(sites).join(' ') || '-') }
}

/** What every two adjacent runs have cached. */
function pairsOf(order: string[]): [string, string][] {
  return order.flatMap((cached, run): [string, string][] => (run % 2 === 0 ? [[cached, order[run + 1] as string]] : []))
}

const sitesCached = (cached: string) => (cached === '-' ? [] : cached.split(' '))

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

test('where only a part of the command is run, its times are told as shares of the whole, and the calls as they are', async () => {
  const half = { estimate: 0.5, relativeError: 0, degrees: 5 }
  const whole = await validated({ sites: [DEAR] })
  const part = await validated({ sites: [DEAR] }, { commandShare: { cpu: half, wall: half } })
  const [[one], [other]] = [whole.validation.effects, part.validation.effects]
  for (const metric of ['commandCpu', 'commandWall'] as const) {
    assert.ok(Math.abs((other?.[metric]?.estimate ?? 0) - (one?.[metric]?.estimate ?? 0) / 2) < 1e-12)
  }
  assert.equal(other?.speedup, one?.speedup)
})

test('what a cache holds at the end is told with its effect', async () => {
  const { validation } = await validated({ sites: [{ ...DEAR, cacheBytes: 4_000_000 }] })
  assert.is(validation.effects[0]?.heapDelta, 4_000_000)
})

test('every pair toggles each site: what one run has cached the other has not', async () => {
  const sites = ['a', 'b', 'c', 'd'].map((id) => ({ ...DEAR, id }))
  const { order } = await validated({ sites })
  assert.is(order.length, 16)
  for (const [first, second] of pairsOf(order)) {
    assert.equal([...sitesCached(first), ...sitesCached(second)].sort(), ['a', 'b', 'c', 'd'])
  }
  for (const id of ['a', 'b', 'c', 'd']) {
    assert.is(pairsOf(order).filter(([first]) => sitesCached(first).includes(id)).length, 4, id)
  }
})

test('each of several sites is told its own saving, though others are cached beside it', async () => {
  const [cheap, dear] = [
    { ...DEAR, id: 'cheap', callNs: 1000 },
    { ...DEAR, id: 'dear', callNs: 5000 },
  ]
  const { validation } = await validated({ sites: [cheap, dear], noise: 0.005 })
  const whole = 100e6 + 10_000 * 6000
  for (const { id, commandCpu } of validation.effects) {
    const truth = (9980 * ((id === 'cheap' ? 1000 : 5000) - 50)) / whole
    assert.ok(commandCpu && commandCpu.low < truth && truth < commandCpu.high, `${id} ${JSON.stringify(commandCpu)}`)
    assert.ok(Math.abs(commandCpu.estimate - truth) < 0.02, `${id} ${commandCpu.estimate} for ${truth}`)
  }
})

test('a site that is called inside of another is toggled in pairs of its own', async () => {
  const sites = [DEAR, { ...DEAR, id: 'inner', inside: 'dear' }, { ...DEAR, id: 'other' }]
  const { order } = await validated({ sites })
  const toggled = pairsOf(order).map(([first, second]) =>
    [...sitesCached(first), ...sitesCached(second)].sort().join(' '),
  )
  assert.is(toggled.filter((pair) => pair === 'inner').length, 3)
  assert.is(toggled.filter((pair) => pair === 'dear other').length, 4)
  assert.is(toggled.length, 7)
})

/** Inside of DEAR; by its calls it saves 3.5 %. */
const WEAK: SyntheticSite = { ...DEAR, id: 'weak', callNs: 600, inside: 'dear' }

/** Sites toggled by each pair of runs, those of one pair in order of id. */
const toggledIn = (order: string[]) =>
  pairsOf(order).map(([first, second]) => [...sitesCached(first), ...sitesCached(second)].sort().join(' '))

test('what needs runs of its own, and by its calls saves too little, is measured once the others are settled', async () => {
  const { validation, order } = await validated({ sites: [WEAK, DEAR] })
  const [first, then] = [toggledIn(order).slice(0, 3), toggledIn(order).slice(3)]
  assert.equal([first, [...new Set(then)]], [Array(3).fill('dear'), ['weak']])
  const tight = await validated({ sites: [WEAK, DEAR] }, { budgetRuns: 11 })
  assert.equal(toggledIn(tight.order), ['dear', 'dear', 'dear'])
  assert.equal([codesOf(validation), codesOf(tight.validation)], [[], ['no-room-for-all']])
})

test('beside others that it is not nested with it is measured at once, as it takes no runs of its own', async () => {
  const { order } = await validated({ sites: [{ ...WEAK, inside: undefined }, DEAR] })
  assert.equal(toggledIn(order).slice(0, 4), Array(4).fill('dear weak'))
})

test('where a second block has no room for all one has it, and none is kept back to measure together what lies in each other', async () => {
  const harmful = { ...DEAR, burdenMs: 90 }
  const sites = [harmful, { ...harmful, id: 'inner', callNs: 4900, inside: 'dear' }]
  const { validation, order } = await validated({ sites, noise: 0.005 }, { budgetRuns: 4 + 18 })
  const [first, then] = [toggledIn(order).slice(0, 6), toggledIn(order).slice(6)]
  assert.equal(first.sort(), [...Array(3).fill('dear'), ...Array(3).fill('inner')])
  assert.equal([then.length, new Set(then).size], [3, 1])
  assert.equal(
    validation.effects.map(({ payoff }) => payoff),
    ['slower', 'slower'],
  )
})

test('the runs of a duet are made at the same time, two and no more', async () => {
  const { launch } = simulate({ sites: [DEAR], otherMs: 100, noise: 0.02 })
  const screening = await screen(OPTIONS, probed([DEAR]), launch)
  let [running, most, runs] = [0, 0, 0]
  const watched: Launch = async (request) => {
    running += 1
    runs += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setImmediate(resolve))
    running -= 1
    return launch(request)
  }
  const { effects } = await validate({ ...OPTIONS, duet: true }, screening, watched)
  assert.equal([most, runs, effects[0]?.pairs], [2, 6, 3])
})

test('the order is the same for the same seed and another for another', async () => {
  const sites = ['a', 'b', 'c'].map((id) => ({ ...DEAR, id }))
  const { order } = await validated({ sites })
  assert.equal((await validated({ sites })).order, order)
  assert.not.equal((await validated({ sites }, { seed: 2 })).order, order)
})

test('cached runs come first in half of the pairs', async () => {
  const { order } = await validated({ sites: [DEAR] }, { repeats: 200, budgetRuns: 1000 })
  assert.is(order.filter((cached, run) => run % 2 === 0 && cached === 'dear').length, 100)
})

test('all runs rewrite the same sites', async () => {
  const sites = ['a', 'b'].map((id) => ({ ...DEAR, id }))
  const screening = await screen(OPTIONS, probed(sites), simulate({ sites, otherMs: 100 }).launch)
  const { launch, requests } = simulate({ sites, otherMs: 100 })
  await validate(OPTIONS, screening, launch)
  assert.ok(requests.every(({ only, arm }) => only?.join(' ') === 'a b' && arm === 'off'))
})

test('a site near the threshold is given further blocks, each of which doubles its pairs', async () => {
  const { validation, order } = await validated({ sites: [{ ...DEAR, callNs: 650 }], noise: 0.005 })
  const pairs = validation.effects[0]?.pairs ?? 0
  assert.ok([6, 12, 24].includes(pairs), String(pairs))
  assert.is(pairs, order.length / 2)
})

test('a site that noise hides is left open with what it would take', async () => {
  const { validation, order } = await validated({ sites: [{ ...DEAR, promises: true, callNs: 1200 }], noise: 0.08 })
  assert.is(order.length, 6)
  const { furtherPairs = 0, secondsEach = 0, payoff } = validation.effects[0] ?? {}
  assert.is(payoff, 'open')
  assert.ok(furtherPairs > 90, String(furtherPairs))
  assert.ok(secondsEach > 0.1 && secondsEach < 1, String(secondsEach))
})

/** Its calls say that it pays, and its burden eats it up. */
const UNCONFIRMED: Partial<SyntheticWorld> & { sites: SyntheticSite[] } = {
  sites: [{ ...DEAR, burdenMs: 45 }],
  noise: 0.1,
}

test('no block is begun that the budget of runs has no room for, and what stays open is told', async () => {
  const { validation, order } = await validated(UNCONFIRMED, { budgetRuns: 12 })
  assert.is(order.length, 8)
  assert.equal(codesOf(validation), ['budget-spent'])
})

test('what speaks against calls that pay stands where the budget has no room to look at it again', async () => {
  const harmful = { sites: [{ ...DEAR, burdenMs: 90 }], noise: 0.005 }
  const [enough, tight] = [await validated(harmful), await validated(harmful, { budgetRuns: 12 })]
  assert.equal([enough.order.length, tight.order.length], [12, 8])
  const payoffs = [enough, tight].map(({ validation }) => validation.effects[0]?.payoff)
  assert.equal(payoffs, ['slower', 'slower'])
  assert.equal(codesOf(tight.validation), [])
})

test('nor one beyond the budget of seconds, were its runs as long as those before', async () => {
  const { validation, order } = await validated(UNCONFIRMED, { budgetSeconds: 1.65 })
  assert.is(order.length, 8)
  assert.equal(codesOf(validation), ['budget-spent'])
})

test('the first block is as long as the runs of screening foretell', async () => {
  const sites = ['a', 'b', 'c', 'd'].map((id) => ({ ...DEAR, id }))
  const { validation, order } = await validated({ sites, noise: 0 }, { budgetSeconds: 3 })
  assert.is(order.length, 8)
  assert.equal(validation.effects.length, 2)
})

test('no further pairs are lost once the budget is spent', async () => {
  const sites = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ ...DEAR, id }))
  const { validation, order } = await validated({ sites }, { budgetRuns: 30 }, { end: { kind: 'exited', code: 1 } })
  assert.is(order.length, 30)
  assert.ok(codesOf(validation).includes('budget-spent'))
})

test('where a second block would find no room, the first one takes all but what confirms the set', async () => {
  const sites = ['a', 'b', 'c'].map((id) => ({ ...DEAR, id }))
  const { validation, order } = await validated({ sites }, { budgetRuns: 3 + 24 + 6 })
  assert.is(order.length, 24)
  assert.equal(
    validation.effects.map(({ pairs }) => pairs),
    [12, 12, 12],
  )
})

test('of several sites those that promise least are left out where a block has no room for all', async () => {
  const sites = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) => ({ ...DEAR, id, callNs: 5000 + 200 * index }))
  const { validation, order } = await validated({ sites }, { budgetRuns: 20 })
  assert.is(order.length, 16)
  assert.equal(
    validation.effects.map(({ id }) => id),
    ['f', 'e', 'd', 'c', 'b'],
  )
  assert.equal(codesOf(validation), ['no-room-for-all'])
})

test('without promise nothing runs', async () => {
  const { launch, requests } = simulate({ sites: [], otherMs: 1 })
  assert.equal(
    (await validate(OPTIONS, { survivors: [], nesting: UNKNOWN_NESTING, runs: 0, seconds: 0 }, launch)).effects,
    [],
  )
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
  assert.is(flaky, 4)
})

test('a cache that breaks the command only now is accused and costs the others one pair', async () => {
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

test('of many survivors the twenty that promise most are measured', async () => {
  const sites = Array.from({ length: 22 }, (_, index) => ({ ...DEAR, id: `f${index}`, callNs: 5000 + 200 * index }))
  const { validation } = await validated({ sites })
  assert.is(validation.effects.length, 20)
  assert.not.ok(validation.effects.some(({ id }) => id === 'f0' || id === 'f1'))
  assert.ok(validation.warnings.some(({ code }) => code === 'too-many-survivors'))
})

test.run()
