/** Plain pairs: one site cached against none, the two runs adjacent and in random order. */
import type { Interval } from '../stats/interval.js'
import { type RandomSource, shuffled } from '../stats/random.js'
import { savedFraction, type TimePair } from '../stats/saved-fraction.js'
import type { MeasuredPair, Metric, PlannedPair, RunDesign } from './run-design.js'

/**
 * Spent at each look, in all 0.05 (Bonferroni): most at the first, which is the last one for most sites, as three
 * pairs have little to spend it from.
 */
const ALPHA_SPENT = [0.03, 0.01, 0.01]

/** One pair has no spread to make an interval from. */
const LEAST_PAIRS = 2

/** A block has `repeats` pairs for each open site; each round of one pair a site is in a random order of its own. */
export class PairedDesign implements RunDesign {
  readonly looks = ALPHA_SPENT.length

  constructor(
    private readonly repeats: number,
    private readonly random: RandomSource,
  ) {}

  block(open: readonly string[]): PlannedPair[] {
    const rounds = Array.from({ length: Math.max(LEAST_PAIRS, this.repeats) }, () => shuffled(open, this.random))
    return rounds.flat().map((site): PlannedPair => (this.random() < 0.5 ? [[site], []] : [[], [site]]))
  }

  alphaAt(look: number): number {
    const spent = ALPHA_SPENT[look]
    if (spent === undefined) throw new RangeError(`look ${look} of ${this.looks}`)
    return spent
  }

  pairsOf(site: string, pairs: readonly MeasuredPair[]): MeasuredPair[] {
    return pairs.filter(({ cached: [first, second] }) => first.includes(site) !== second.includes(site))
  }

  estimate(site: string, pairs: readonly MeasuredPair[], metric: Metric, alpha: number): Interval | undefined {
    const times = this.pairsOf(site, pairs).flatMap((pair): TimePair[] => {
      const [first, second] = pair.outcomes.map((outcome) => metric.timeOf(outcome))
      if (first === undefined || second === undefined) return []
      return [pair.cached[0].includes(site) ? { with: first, without: second } : { with: second, without: first }]
    })
    return savedFraction(times, alpha, metric.step)
  }
}
