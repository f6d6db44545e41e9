/** How much the times of a command differ although nothing was changed, and what can be told in spite of it. */
import { fitAdditive } from './additive-pairs.js'
import type { Interval } from './interval.js'
import type { PriorSpread } from './shrunk-spread.js'
import { studentQuantile } from './student-t.js'
import { mean, variance } from './summary.js'

/** Two adjacent runs by the same quantity (any unit), without and with a change. */
export interface TimePair {
  without: number
  with: number
}

export interface NoiseFloor {
  /** Of all runs, in the unit of the times. */
  mean: number
  /** Standard deviation of all runs as a share of their mean: slow drifts are in it. */
  runSpread: number
  /** The same of a run beside its neighbour, as pairs see it: drifts cancel. */
  pairSpread: number
  /** What the runs that were called `with` appear to save; the truth is 0. */
  apparentSaving: Interval
}

/** How an experiment decides. */
export interface Decision {
  /** Changes that are told apart, each toggled in every pair. */
  candidates: number
  /** More than candidates. */
  pairs: number
  /** Probability of error of a two-sided interval. */
  alpha: number
  /** Least saving worth having, as a share of the time. */
  threshold: number
}

/** One that is settled in so many of as many experiments. */
const POWER = 0.8

/**
 * From pairs of adjacent runs that do not differ; the names of the two are drawn at random.
 * @returns undefined when fewer than two pairs have a positive time.
 */
export function noiseFloor(pairs: readonly TimePair[], step = 0): NoiseFloor | undefined {
  const fit = fitAdditive(
    pairs.map((pair) => ({ first: pair.with, second: pair.without, signs: [1] })),
    1,
    step,
  )
  const apparentSaving = fit.interval(0, 0.05)
  if (apparentSaving === undefined) return undefined
  const times = pairs.flatMap((pair) => [pair.without, pair.with])
  const average = mean(times)
  return {
    mean: average,
    runSpread: Math.sqrt(variance(times)) / average,
    // The ratio of two runs with spread v each has a standard deviation of v / √2.
    pairSpread: Math.SQRT2 * fit.pairSpread,
    apparentSaving,
  }
}

/**
 * The saving that is settled as worth having in four of five experiments, by the command's time alone: threshold +
 * (t(1 - alpha/2) + t(0.8)) · √2 · spread / √pairs, pairs - candidates degrees of freedom.
 * @throws {RangeError} when there are no more pairs than candidates.
 */
export function leastSettled(pairSpread: number, { candidates, pairs, alpha, threshold }: Decision): number {
  const degrees = pairs - candidates
  const quantiles = studentQuantile(1 - alpha / 2, degrees) + studentQuantile(POWER, degrees)
  return threshold + (quantiles * Math.SQRT2 * pairSpread) / Math.sqrt(pairs)
}

/**
 * Spread of repetitions about the mean of their group, as a share of it, steadied by what is believed beforehand: see
 * {@link PriorSpread}. Groups of one tell nothing.
 */
export function pooledSpread(groups: readonly (readonly number[])[], prior: PriorSpread): number {
  let squares = prior.degrees * prior.deviation ** 2
  let { degrees } = prior
  for (const group of groups.filter(({ length }) => length > 1)) {
    squares += (group.length - 1) * (variance(group) / mean(group) ** 2)
    degrees += group.length - 1
  }
  return Math.sqrt(squares / degrees)
}
