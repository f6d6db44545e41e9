/** Bisection finds the caches that break the command, with few runs, and accuses nobody of chance failures. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cachedLabel } from '../../src/experiment/cached-request.js'
import { type CulpritSearch, findCulprits } from '../../src/experiment/culprits.js'
import { UsualOutput } from '../../src/experiment/usual-output.js'
import { printedIn } from '../../src/launch/printed.js'
import { simulate } from './synthetic-world.js'

interface Hunt extends CulpritSearch {
  runs: number
  guilty: string[][]
}

async function hunt(count: number, breaking: string[][], flakiness = 0, seed = 1): Promise<Hunt> {
  const ids = Array.from({ length: count }, (_, index) => `f${index}`)
  const sites = ids.map((id) => ({ id, calls: 1000, keys: 10, callNs: 1000 }))
  const { launch, requests } = simulate({ sites, otherMs: 100, breaking, flakiness, seed })
  const search = await findCulprits(ids, (cached) => {
    const plans = Object.fromEntries(cached.map((id) => [id, { arm: 'cached' as const }]))
    return launch({ arm: 'off', sites: plans, timed: true, label: cachedLabel(cached) })
  })
  return { ...search, runs: requests.length, guilty: search.groups.map(({ ids }) => ids) }
}

test('one culprit of eight is found in 18 runs, three of them without any cache', async () => {
  const { guilty, runs, flakes } = await hunt(8, [['f5']])
  assert.equal(guilty, [['f5']])
  assert.is(runs, 18)
  assert.is(flakes, 0)
})

test('a lone culprit costs three runs with its cache and three without', async () => {
  const { guilty, runs } = await hunt(1, [['f0']])
  assert.equal(guilty, [['f0']])
  assert.is(runs, 6)
})

test('the failing output with the culprit alone is kept', async () => {
  const { groups } = await hunt(8, [['f5']])
  assert.is(groups[0]?.outputTail, 'failing with f5')
})

test('two that each fail alone are both found, each by itself', async () => {
  const { guilty } = await hunt(9, [['f1'], ['f7']])
  assert.equal(guilty.flat().sort(), ['f1', 'f7'])
  assert.is(guilty.length, 2)
})

test('two that fail only together are named as a pair', async () => {
  for (const pair of [
    ['f0', 'f1'],
    ['f2', 'f6'],
    ['f0', 'f7'],
  ]) {
    const { guilty } = await hunt(8, [pair])
    assert.equal(guilty, [pair])
  }
})

test('a pair and a lone culprit are told apart', async () => {
  const { guilty } = await hunt(10, [['f3'], ['f4', 'f8']])
  assert.equal(guilty.map((ids) => ids.join(' ')).sort(), ['f3', 'f4 f8'])
})

test('a suite that fails one time in three accuses nobody in 300 searches', async () => {
  const accusing: number[] = []
  for (let seed = 0; seed < 300; seed += 1) {
    const { groups } = await hunt(6, [], 1 / 3, seed)
    if (groups.length > 0) accusing.push(seed)
  }
  assert.equal(accusing, [])
})

test('a culprit in a suite that fails one time in ten is found in most searches, and nobody else is accused', async () => {
  let found = 0
  for (let seed = 0; seed < 100; seed += 1) {
    const { guilty } = await hunt(6, [['f4']], 0.1, seed)
    if (guilty.length > 0) assert.equal(guilty[0], ['f4'])
    found += guilty.length
  }
  assert.ok(found >= 60 && found <= 100, String(found))
})

test('a command that fails without caches too accuses nobody', async () => {
  assert.equal((await hunt(4, [], 1)).guilty, [])
})

/** A program that prints `sum 1`, or what `printed` says with these sites cached. */
async function huntPrinting(printed: (cached: readonly string[], run: number) => string): Promise<CulpritSearch> {
  const { launch } = simulate({ sites: [], otherMs: 100 })
  const usual = new UsualOutput()
  let run = 0
  const ask = async (cached: readonly string[]) => {
    const sites = Object.fromEntries(cached.map((id) => [id, { arm: 'cached' as const }]))
    const request = { arm: 'off' as const, sites, timed: true, label: cachedLabel(cached) }
    const outcome = await launch({ ...request, sites: {} })
    return usual.marked(request, { ...outcome, printed: printedIn(printed(cached, ++run)) })
  }
  for (let untouched = 0; untouched < 2; untouched += 1) await ask([])
  return findCulprits(['f0', 'f1', 'f2', 'f3'], ask)
}

test('a cache with which the command passes and prints something else is a culprit', async () => {
  const search = await huntPrinting((cached) => (cached.includes('f2') ? 'sum 2' : 'sum 1'))
  assert.equal(search, { groups: [{ ids: ['f2'], outputTail: '', otherwise: true }], flakes: 0 })
})

test('nobody is accused of what the command prints otherwise by itself', async () => {
  const search = await huntPrinting((_cached, run) => (run > 2 ? 'minute 2' : 'minute 1'))
  assert.equal(search, { groups: [], flakes: 0 })
})

test.run()
