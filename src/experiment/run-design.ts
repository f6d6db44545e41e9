/** The one interface behind which validation chooses its runs and reads them. */
import type { RunOutcome } from '../launch/run-outcome.js'
import type { Interval } from '../stats/interval.js'

/** Two adjacent runs, in the order in which they run: the sites that each has cached. */
export type PlannedPair = readonly [first: readonly string[], second: readonly string[]]

export interface MeasuredPair {
  cached: PlannedPair
  outcomes: readonly [first: RunOutcome, second: RunOutcome]
}

/** A time of one run and the steps that it is told in, both in the same unit. */
export interface Metric {
  timeOf(outcome: RunOutcome): number | undefined
  step: number
}

export interface RunDesign {
  /** Blocks that may be run, fixed beforehand; results are looked at only after a whole block. */
  readonly looks: number
  /** Pairs of the next block for the sites that are still open. */
  block(open: readonly string[]): PlannedPair[]
  /** Probability of error that an interval at this look (0-based) may spend; all looks together: 0.05. */
  alphaAt(look: number): number
  /** Pairs that measure this site. */
  pairsOf(site: string, pairs: readonly MeasuredPair[]): MeasuredPair[]
  /** Fraction of the time that caching this site alone saves; undefined: not enough pairs had the metric. */
  estimate(site: string, pairs: readonly MeasuredPair[], metric: Metric, alpha: number): Interval | undefined
}
