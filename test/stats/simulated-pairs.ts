/** Times of pairs of runs whose savings are known, on machines that are noisy in different ways. */
import type { ToggledPair } from '../../src/stats/additive-pairs.js'
import type { Sign } from '../../src/stats/hadamard.js'
import type { RandomSource } from '../../src/stats/random.js'
import { standardNormal } from './normal-noise.js'

export type Noise = 'normal' | 'lognormal' | 'spiky' | 'drifting' | 'drifting and spiky'

type Signs = readonly (Sign | 0)[]

/** Of exp(N(0, 1)): Aitchison and Brown (1957), "The lognormal distribution". */
const LOGNORMAL_MEAN = Math.exp(0.5)
const LOGNORMAL_DEVIATION = Math.sqrt((Math.E - 1) * Math.E)

/** Share of runs that a stall strikes, and what it adds to them. */
const SPIKES = { often: 0.05, seldom: 0.03, by: 0.3 }

/** `noise`: standard deviation of a run as a share of its time, stalls and drift aside. */
export function simulatedPairs(
  plan: readonly Signs[],
  savings: readonly number[],
  kind: Noise,
  noise: number,
  random: RandomSource,
): ToggledPair[] {
  const next = machine(kind, noise, random)
  return plan.map((signs) => ({
    first: next() * left(signs, savings, 1),
    second: next() * left(signs, savings, -1),
    signs,
  }))
}

/** Times of one run after the other, 1 on the average machine with everything off. */
export function machine(kind: Noise, noise: number, random: RandomSource): () => number {
  const usual = () => 1 + noise * standardNormal(random)
  const spike = (share: number) => (random() < share ? 1 + SPIKES.by : 1)
  if (kind === 'normal') return usual
  if (kind === 'lognormal') {
    return () => 1 + (noise * (Math.exp(standardNormal(random)) - LOGNORMAL_MEAN)) / LOGNORMAL_DEVIATION
  }
  if (kind === 'spiky') return () => usual() * spike(SPIKES.often)
  if (kind === 'drifting') {
    const drift = drifting(0.01, 0.2, random)
    return () => drift() * usual()
  }
  const drift = drifting(0.005, 0.1, random)
  return () => drift() * usual() * spike(SPIKES.seldom)
}

/** A random walk of so much a run, on a wave of about a hundred runs. */
function drifting(step: number, height: number, random: RandomSource): () => number {
  const phase = 2 * Math.PI * random()
  let [walk, runs] = [0, 0]
  return () => {
    walk += step * standardNormal(random)
    runs += 1
    return Math.exp(walk) * (1 + height * Math.sin(phase + runs / 15))
  }
}

function left(signs: Signs, savings: readonly number[], sign: Sign): number {
  return signs.reduce((sum: number, own, factor) => (own === sign ? sum - (savings[factor] as number) : sum), 1)
}
