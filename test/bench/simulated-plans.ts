/** The classic plan of an experiment on caches, and ours, on simulated machines where the truth is known. */
import { blockBefore, lookAt, MOST_LOOKS, SHOWN_ALPHA } from '../../src/experiment/looks.js'
import { UNKNOWN_NESTING } from '../../src/experiment/nesting.js'
import { type AdditiveFit, fitAdditive, type ToggledPair } from '../../src/stats/additive-pairs.js'
import { foldoverPairs } from '../../src/stats/foldover.js'
import { hadamardOrder, type Sign } from '../../src/stats/hadamard.js'
import { isSettled, LIKELY_ALPHA, payoff } from '../../src/stats/payoff.js'
import type { RandomSource } from '../../src/stats/random.js'
import { mean } from '../../src/stats/summary.js'
import { machine, type Noise, simulatedPairs } from '../stats/simulated-pairs.js'

/** Least saving worth having, as a share of the time: the default of `speedupThreshold`. */
export const THRESHOLD = 0.05

export interface World {
  /** What each candidate truly saves. */
  savings: readonly number[]
  kind: Noise
  /** Standard deviation of a run as a share of its time, stalls and drift aside. */
  noise: number
}

/** 3 runs without and 3 with each candidate, one after the other; what their means differ by is the saving. */
const CLASSIC_REPEATS = 3

export function classicEstimates({ savings, kind, noise }: World, random: RandomSource): number[] {
  const next = machine(kind, noise, random)
  const average = (left: number) => mean(Array.from({ length: CLASSIC_REPEATS }, () => left * next()))
  return savings.map((saving) => {
    const without = average(1)
    return 1 - average(1 - saving) / without
  })
}

/** One block of ours, the largest that `runs` allow. */
export function ourEstimates({ savings, kind, noise }: World, runs: number, random: RandomSource): number[] {
  const plan = foldoverPairs(savings.length, largestOrder(runs / 2), random, 1)
  const fit = fitAdditive(simulatedPairs(plan, savings, kind, noise, random), savings.length)
  return savings.map((_, factor) => fit.interval(factor, SHOWN_ALPHA)?.estimate ?? 0)
}

export interface OurVerdicts {
  /** Candidates that are called worth a cache. */
  applied: boolean[]
  runs: number
}

/** Blocks and looks as `validate` has them, where the command's time is all there is to decide by. */
export function ourVerdicts({ savings, kind, noise }: World, budgetRuns: number, random: RandomSource): OurVerdicts {
  const next = machine(kind, noise, random)
  const pairs: ToggledPair[] = []
  const applied = savings.map(() => false)
  let open = [...savings.keys()]
  for (let look = 0; look < MOST_LOOKS && open.length > 0; look += 1) {
    const pairsLeft = budgetRuns / 2 - pairs.length
    const blockOf = (sites: readonly number[]) =>
      blockBefore(look, { sites: sites.map(String), nesting: UNKNOWN_NESTING, repeats: 3, pairsLeft, random })
    let asked = open
    let block = blockOf(asked)
    while (block.length === 0 && asked.length > 1) {
      asked = asked.slice(0, -1)
      block = blockOf(asked)
    }
    if (block.length === 0) break
    for (const [first, second] of block) {
      const signs = savings.map((_, site): Sign | 0 =>
        first.includes(String(site)) ? 1 : second.includes(String(site)) ? -1 : 0,
      )
      pairs.push({ first: next() * left(savings, first), second: next() * left(savings, second), signs })
    }
    const fit = fitAdditive(pairs, savings.length)
    open = farthestFirst(stillOpen(asked, look, fit, applied), fit)
  }
  return { applied, runs: 2 * pairs.length }
}

function stillOpen(before: readonly number[], look: number, fit: AdditiveFit, applied: boolean[]): number[] {
  let open = [...before]
  for (let undecided = open.length + 1; open.length < undecided; ) {
    undecided = open.length
    const { first, single, shared } = lookAt(look, undecided, 0.05)
    open = open.filter((site) => {
      const at = (alpha: number) => ({ commandCpu: fit.interval(site, alpha), commandWall: undefined })
      const other = { shared: at(shared), likely: at(LIKELY_ALPHA), first }
      const settled = payoff({ inSite: undefined, ...at(single) }, other, THRESHOLD)
      if (settled === 'pays') applied[site] = true
      return !isSettled(settled)
    })
  }
  return open
}

/** As those that the fewest pairs would settle are: what differs is how far the threshold lies. */
function farthestFirst(open: readonly number[], fit: AdditiveFit): number[] {
  const distance = (site: number) => Math.abs((fit.interval(site, SHOWN_ALPHA)?.estimate ?? THRESHOLD) - THRESHOLD)
  return open.toSorted((one, other) => distance(other) - distance(one))
}

function left(savings: readonly number[], cached: readonly string[]): number {
  return cached.reduce((rest, site) => rest - (savings[Number(site)] as number), 1)
}

function largestOrder(most: number): number {
  let order = Math.floor(most)
  while (hadamardOrder(order) > most) order -= 1
  return order
}
