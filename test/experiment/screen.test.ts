/** Screening spends few runs, keeps who promises to pay, and blames nobody for chance. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ProbeError } from '../../src/errors.js'
import type { Launch } from '../../src/experiment/launch-port.js'
import type { ExperimentOptions } from '../../src/experiment/options.js'
import { screen } from '../../src/experiment/screen.js'
import type { Screening } from '../../src/experiment/screening.js'
import type { SiteKey } from '../../src/wire/site-key.js'
import { OPTIONS, probed } from './experiment-options.js'
import { type SyntheticSite, type SyntheticWorld, simulate } from './synthetic-world.js'

const DEAR: SyntheticSite = { id: 'dear', calls: 10_000, keys: 20, callNs: 5000 }
const CHEAP: SyntheticSite = { id: 'cheap', calls: 10_000, keys: 20, callNs: 15 }
const UNIQUE: SyntheticSite = { id: 'unique', calls: 10_000, keys: 10_000, callNs: 5000 }
const RARE: SyntheticSite = { id: 'rare', calls: 12, keys: 2, callNs: 5000 }

interface Screened {
  screening: Screening
  labels: string[]
  survivors: string[]
}

async function screened(world: Partial<SyntheticWorld> & { sites: SyntheticSite[] }, change = {}): Promise<Screened> {
  const { launch, requests } = simulate({ otherMs: 100, ...world })
  const screening = await screen(OPTIONS, probed(world.sites, change), launch)
  return { screening, labels: requests.map(({ label }) => label), survivors: screening.survivors.map(({ id }) => id) }
}

async function failure(world: Partial<SyntheticWorld>): Promise<ProbeError> {
  try {
    await screened({ sites: [DEAR], ...world })
  } catch (error) {
    if (error instanceof ProbeError) return error
    throw error
  }
  throw new Error('it did not fail')
}

test('a clear case takes three runs: observed, timed, all cached', async () => {
  const { labels, survivors } = await screened({ sites: [DEAR] })
  assert.equal(labels, ['observe', 'time 1', 'all survivors cached'])
  assert.equal(survivors, ['dear'])
})

test('only what is safe, called enough and repeats is timed, and only that is rewritten then', async () => {
  const random: SyntheticSite = { ...DEAR, id: 'random', observed: { random: 3 } }
  const environment: SyntheticSite = { ...DEAR, id: 'environment', observed: { environment: 3 } }
  const sites = [DEAR, UNIQUE, RARE, random, environment]
  const { launch, requests } = simulate({ sites, otherMs: 100 })
  await screen(OPTIONS, probed(sites), launch)
  assert.equal(requests[1]?.only, ['dear', 'environment'])
  assert.equal(requests[1]?.arm, 'off')
  assert.equal(requests[1]?.sites, { dear: { arm: 'time', maxsize: 32 }, environment: { arm: 'time', maxsize: 32 } })
})

test('what static analysis rules out is watched and never timed', async () => {
  const { labels, screening } = await screened({ sites: [DEAR] }, { candidate: false })
  assert.equal(labels, ['observe'])
  assert.is(screening.observations.get('dear')?.counters.calls, 10_000)
})

test('a function that saves nothing is dropped before any cache runs', async () => {
  const { labels, survivors, screening } = await screened({ sites: [CHEAP] })
  assert.equal(survivors, [])
  assert.equal(labels, ['observe', 'time 1'])
  assert.ok((screening.observations.get('cheap')?.timing?.savedShare.high ?? 1) < 0.03)
})

test('a function with a cache of its own, dear on misses only, is dropped', async () => {
  const { survivors } = await screened({ sites: [{ ...DEAR, keys: 500, callNs: 200_000, hitCallNs: 30 }] })
  assert.equal(survivors, [])
})

test('wrappers of a hot cheap function spoil the first timing, which is then made again without it', async () => {
  const hot = { ...CHEAP, id: 'hot', calls: 2_000_000 }
  const { labels, screening } = await screened({ sites: [DEAR, hot] })
  assert.equal(labels, ['observe', 'time 1', 'time 2', 'all survivors cached'])
  assert.is(screening.survivors[0]?.timed.length, 1)
})

test('a saving near a threshold is timed again while that may tell it from there', async () => {
  const [calls, hits] = [1_000_000, 998_000]
  const runs = async (callNs: number, otherMs: number) => {
    const { labels } = await screened({ sites: [{ ...DEAR, calls, keys: calls - hits, callNs }], otherMs })
    return labels.filter((label) => label.startsWith('time')).length
  }
  const shareOf = (callNs: number) => (hits * (callNs - 55)) / (10_000e6 + calls * callNs)
  assert.equal([Math.round(1000 * shareOf(600)), Math.round(1000 * shareOf(710))], [51, 61])
  assert.equal([await runs(600, 10_000), await runs(710, 10_000)], [3, 3])
})

test('a saving of a short command is timed again, as compiling the arm may be what keeps it near the threshold', async () => {
  const { labels } = await screened({ sites: [{ ...DEAR, callNs: 600 }] })
  assert.equal(labels.filter((label) => label.startsWith('time')).length, 10)
})

test('of few runs no more than five are taken to time calls', async () => {
  const { launch, requests } = simulate({ sites: [{ ...DEAR, callNs: 600 }], otherMs: 100 })
  await screen({ ...OPTIONS, budgetRuns: 30 }, probed([{ ...DEAR, callNs: 600 }]), launch)
  assert.equal(requests.filter(({ label }) => label.startsWith('time')).length, 5)
})

async function labelsWithin(budget: Partial<ExperimentOptions>): Promise<string[]> {
  const { launch, requests } = simulate({ sites: [{ ...DEAR, callNs: 600 }], otherMs: 100 })
  await screen({ ...OPTIONS, ...budget }, probed([{ ...DEAR, callNs: 600 }]), launch)
  return requests.map(({ label }) => label)
}

test('calls are timed again only while the pairs of a verdict still fit in the budget behind that', async () => {
  const ALL_CACHED = 'all survivors cached'
  assert.equal(await labelsWithin({ budgetRuns: 10 }), ['observe', 'time 1', ALL_CACHED])
  assert.equal(await labelsWithin({ budgetRuns: 12 }), ['observe', 'time 1', 'time 2', ALL_CACHED])
  assert.equal(await labelsWithin({ budgetRuns: 10, repeats: 2 }), ['observe', 'time 1', 'time 2', ALL_CACHED])
})

test('where no pair of runs can follow any more, in number or in seconds, nothing else is run', async () => {
  assert.equal(await labelsWithin({ budgetRuns: 1 }), ['observe'])
  assert.equal(await labelsWithin({ budgetRuns: 3 }), ['observe', 'time 1'])
  assert.equal(await labelsWithin({ budgetSeconds: 0.1 }), ['observe'])
})

test('what is stateful is timed once, as its estimate is all that is told of it', async () => {
  const stateful = { ...DEAR, callNs: 710 }
  const { launch, requests } = simulate({ sites: [stateful], otherMs: 100 })
  await screen(OPTIONS, probed([stateful], { state: 'any' }), launch)
  assert.equal(
    requests.map(({ label }) => label),
    ['observe', 'time 1', 'all survivors cached'],
  )
})

test('asynchronous functions are not timed: the command decides', async () => {
  const { labels, survivors, screening } = await screened({ sites: [{ ...DEAR, promises: true }] })
  assert.equal(labels, ['observe', 'all survivors cached'])
  assert.equal(survivors, ['dear'])
  assert.is(screening.survivors[0]?.predictedShare, undefined)
})

test('stateful sites are timed apart, so that they hide nothing of what they call', async () => {
  const sites = [DEAR, { ...DEAR, id: 'stateful' }]
  const { launch, requests } = simulate({ sites, otherMs: 100 })
  const states = probed(sites).map((site) => ({
    ...site,
    state: site.id === 'stateful' ? ('any' as const) : ('none' as const),
  }))
  const { survivors } = await screen(OPTIONS, states, launch)
  const timed = requests.filter(({ label }) => label.startsWith('time')).map(({ only }) => only)
  assert.equal(timed, [['dear'], ['stateful']])
  assert.equal(
    survivors.map(({ id, stateful }) => [id, stateful]),
    [
      ['dear', false],
      ['stateful', true],
    ],
  )
})

test('survivors come by what they promise, unless a profile shows another one to be hot', async () => {
  const sites = [{ ...DEAR, id: 'dearer', callNs: 9000 }, DEAR, { ...DEAR, id: 'cold' }]
  const order = async (inProfile: Record<string, number>) => {
    const { launch } = simulate({ sites, otherMs: 100 })
    const profiled = probed(sites).map((site) => {
      const totalMs = inProfile[site.id]
      return {
        ...site,
        expenses: 2,
        ...(totalMs !== undefined && { profiled: { totalMs, from: 'production' as const } }),
      }
    })
    return (await screen(OPTIONS, profiled, launch)).survivors.map(({ id }) => id)
  }
  assert.is((await order({}))[0], 'dearer')
  assert.equal(await order({ dearer: 120, dear: 1000, cold: 99 }), ['dear', 'dearer', 'cold'])
})

test('a site that is stateful in its arguments only is not where it is given values', async () => {
  const { launch } = simulate({ sites: [DEAR], otherMs: 100 })
  const { survivors } = await screen(OPTIONS, probed([DEAR], { state: 'of-arguments' }), launch)
  assert.is(survivors[0]?.stateful, false)
})

/** A launch whose observed run found repeats by content only, `objectKeys` of them with something held by reference. */
function repeatingByContent(objectKeys: number): Launch {
  const { launch } = simulate({ sites: [DEAR], otherMs: 100 })
  return async (request) => {
    const outcome = await launch(request)
    if (request.arm !== 'observe') return outcome
    for (const record of outcome.sites.values()) {
      const { counters, distances } = record
      record.variants = [{ counters: { ...counters, objectKeys }, counterexamples: [], distances }]
      record.counters = { ...counters, hits: 0, misses: counters.calls, checked: 0 }
      record.distances = distances.map((line) => ({ ...line, distances: [], cold: counters.calls }))
    }
    return outcome
  }
}

test('state that a key by content holds makes no site stateful, unless the key held something by reference', async () => {
  const keys: SiteKey[] = [{ strategy: 'structural', leaves: [] }]
  const sites = probed([DEAR], { state: 'any', stateUnder: { structural: 'none' }, keys })
  for (const [objectKeys, stateful] of [
    [0, false],
    [1, true],
  ] as const) {
    const { survivors } = await screen(OPTIONS, sites, repeatingByContent(objectKeys))
    assert.equal([survivors[0]?.key?.strategy, survivors[0]?.stateful], ['structural', stateful])
  }
})

test('repeats that lie two deep in others are timed without either', async () => {
  const middle = { ...DEAR, id: 'middle', callNs: 4500, inside: 'dear' }
  const inner = { ...DEAR, id: 'inner', callNs: 4000, inside: 'middle' }
  const { launch, requests } = simulate({ sites: [DEAR, middle, inner], otherMs: 100 })
  const { survivors } = await screen(OPTIONS, probed([DEAR, middle, inner]), launch)
  assert.equal(survivors.map(({ id }) => id).sort(), ['dear', 'inner', 'middle'])
  const timed = requests.filter(({ label }) => label.startsWith('time 1')).map(({ only }) => only)
  assert.equal(timed, [['dear', 'middle', 'inner'], ['middle', 'inner'], ['inner']])
})

test('a site whose repeats are inside those of another is timed again without the other', async () => {
  const inner = { ...DEAR, id: 'inner', callNs: 4000, inside: 'dear' }
  const { screening, labels, survivors } = await screened({ sites: [DEAR, inner] })
  assert.equal(labels, ['observe', 'time 1', 'time 1', 'all survivors cached'])
  assert.equal(survivors, ['dear', 'inner'])
  const timing = screening.observations.get('inner')?.timing
  assert.ok((timing?.savedShare.high ?? 1) < 0.03 && (timing?.aloneShare?.low ?? 0) > 0.1)
  assert.is(screening.observations.get('dear')?.timing?.aloneShare, undefined)
})

test('survivors come with the largest predicted saving first', async () => {
  const { survivors } = await screened({ sites: [{ ...DEAR, id: 'less', callNs: 3000 }, DEAR] })
  assert.equal(survivors, ['dear', 'less'])
})

test('a cache that breaks the command is a culprit and no survivor', async () => {
  const sites = [DEAR, { ...DEAR, id: 'stale' }, { ...DEAR, id: 'fine' }]
  const { screening, survivors } = await screened({ sites, breaking: [['stale']] })
  assert.equal(survivors.sort(), ['dear', 'fine'])
  assert.equal(screening.observations.get('stale')?.culprit, { outputTail: 'failing with stale' })
  assert.equal(screening.warnings, [])
})

test('runs that find a culprit are timed only where it prints something else, as times are not compared', async () => {
  const paces = async (how: { breaking?: string[][]; otherwise?: boolean }) => {
    const { launch, requests } = simulate({ sites: [DEAR], otherMs: 100, ...how })
    const marking: Launch = async (request) => {
      const outcome = await launch(request)
      return how.otherwise && request.sites.dear?.arm === 'cached' ? { ...outcome, otherwise: true } : outcome
    }
    const screening = await screen(OPTIONS, probed([DEAR]), marking)
    assert.ok(screening.observations.get('dear')?.culprit)
    return requests.slice(-6).map(({ timed }) => timed)
  }
  assert.equal(await paces({ breaking: [['dear']] }), Array(6).fill(false))
  assert.equal(await paces({ otherwise: true }), Array(6).fill(true))
})

test('a pair that breaks the command together is named on both', async () => {
  const sites = [DEAR, { ...DEAR, id: 'other' }, { ...DEAR, id: 'fine' }]
  const { screening, survivors } = await screened({ sites, breaking: [['dear', 'other']] })
  assert.equal(survivors, ['fine'])
  assert.equal(screening.observations.get('dear')?.culprit?.together, ['other'])
  assert.equal(screening.observations.get('other')?.culprit?.together, ['dear'])
})

test('a suite that fails by chance accuses nobody in any of 50 seeds, and says that it is flaky', async () => {
  let warned = 0
  for (let seed = 0; seed < 50; seed += 1) {
    const { screening, survivors } = await screened({ sites: [DEAR], flakiness: 0.1, seed })
    assert.equal(survivors, ['dear'])
    if (screening.warnings.some(({ code }) => code === 'flaky-command')) warned += 1
  }
  assert.ok(warned > 5 && warned < 30, String(warned))
})

test('a command that always fails ends with its exit code and its output, after one untouched run', async () => {
  const error = await failure({ end: { kind: 'exited', code: 7 } })
  assert.is(error.code, 'command-failed')
  assert.match(error.message, /exit code 7 without any cache\./)
})

test('a command that fails only while it is observed is told to allow for being slower', async () => {
  const { launch } = simulate({ sites: [DEAR], otherMs: 1 })
  const slowedDown: Launch = async (request) => {
    const outcome = await launch(request)
    return request.arm === 'observe' ? { ...outcome, end: { kind: 'exited', code: 1 } } : outcome
  }
  let message = ''
  await screen(OPTIONS, probed([DEAR]), slowedDown).catch((error: ProbeError) => {
    message = error.message
  })
  assert.match(message, /passes alone, but ended with exit code 1 while it was observed/)
  assert.match(message, /mocha --timeout/)
})

test('a killed command is told by its signal', async () => {
  assert.match((await failure({ end: { kind: 'signalled', signal: 'SIGSEGV' } })).message, /killed by SIGSEGV/)
})

test('a command that hangs is not run again', async () => {
  const { launch, requests } = simulate({ sites: [DEAR], otherMs: 1, end: { kind: 'timed-out', afterSeconds: 5 } })
  let code = ''
  await screen(OPTIONS, probed([DEAR]), launch).catch((error: ProbeError) => {
    code = error.code
  })
  assert.is(code, 'command-timed-out')
  assert.is(requests.length, 1)
})

test('a command in which no process was instrumented is an error with its remedy', async () => {
  const error = await failure({ instrumentedProcesses: 0 })
  assert.is(error.code, 'nothing-instrumented')
  assert.match(error.message, /NODE_OPTIONS/)
})

test('a command that loads none of the functions has no observations', async () => {
  const { screening } = await screened({ sites: [DEAR], loaded: false })
  assert.is(screening.observations.size, 0)
})

test.run()
