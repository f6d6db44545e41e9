/** How often a cache that is useless, or worse, is called worth having, over seeded worlds; and how often a good one is not. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { screen } from '../../src/experiment/screen.js'
import { validate } from '../../src/experiment/validate.js'
import type { Payoff } from '../../src/stats/payoff.js'
import { OPTIONS, probed } from './experiment-options.js'
import { type SyntheticSite, simulate } from './synthetic-world.js'

const TRIALS = 100

/** Of {@link TRIALS} experiments on one site in a command of 200 ms, those that come to `wanted`. */
async function timesThat(wanted: Payoff, site: Omit<SyntheticSite, 'id'>, noise: number, repeats = 3): Promise<number> {
  let times = 0
  for (let seed = 1; seed <= TRIALS; seed += 1) if ((await payoffOf(site, noise, repeats, seed)) === wanted) times += 1
  return times
}

async function payoffOf(
  site: Omit<SyntheticSite, 'id'>,
  noise: number,
  repeats: number,
  seed: number,
): Promise<Payoff | undefined> {
  const otherMs = 200 - (site.calls * site.callNs) / 1e6
  const { launch } = simulate({ sites: [{ id: 'f', ...site }], otherMs, noise, seed })
  const options = { ...OPTIONS, repeats, seed }
  const screening = await screen(options, probed([{ id: 'f', ...site }]), launch)
  const [effect] = (await validate(options, screening, launch)).effects
  return effect?.payoff
}

/** Saves 10 % of the command. */
const USEFUL = { calls: 10_000, keys: 10, callNs: 2050 }
/** Saves nothing; its calls look as if they took 4 % of the command. */
const USELESS = { calls: 10_000, keys: 10, callNs: 50, seenNs: 850 }

test('a cache that saves a tenth is found in at least 95 of 100 experiments', async () => {
  for (const noise of [0.02, 0.05, 0.1]) {
    const found = await timesThat('pays', USEFUL, noise)
    assert.ok(found >= 95, `${found} at noise ${noise}`)
  }
})

test('a cache that saves nothing pays in at most 3 of 100 experiments, however few the repeats', async () => {
  for (const repeats of [1, 3]) {
    for (const noise of [0.02, 0.1]) {
      const wrong = await timesThat('pays', USELESS, noise, repeats)
      assert.ok(wrong <= 3, `${wrong} at noise ${noise} with ${repeats} repeats`)
    }
  }
})

test('nor does one whose calls look as if they took a tenth: the command must show half of what they say', async () => {
  const wrong = await timesThat('pays', { ...USELESS, seenNs: 2050 }, 0.02)
  assert.ok(wrong <= 3, `${wrong}`)
})

test('a cache whose calls save and whose burden slows the command by 5 % seldom pays', async () => {
  for (const [noise, most] of [
    [0.02, 1],
    [0.05, 15],
  ] as const) {
    const wrong = await timesThat('pays', { ...USEFUL, burdenMs: 30 }, noise)
    assert.ok(wrong <= most, `${wrong} at noise ${noise}`)
  }
})

test('a cache whose burden slows the command by a fifth never pays, and is mostly found out', async () => {
  const harmful = { ...USEFUL, burdenMs: 60 }
  assert.is(await timesThat('pays', harmful, 0.05), 0)
  assert.ok((await timesThat('slower', harmful, 0.05)) >= 50)
})

test.run()
