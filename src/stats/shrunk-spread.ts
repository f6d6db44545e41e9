/** Spread between a few repetitions, steadied by what is known of such repetitions beforehand. */
import { mean, variance } from './summary.js'

/** An estimate with what an interval around it needs. */
export interface Location {
  centre: number
  standardError: number
  /** Degrees of freedom of the standard error. */
  degrees: number
}

/** What is believed before the first repetition: a standard deviation, worth so many degrees of freedom. */
export interface PriorSpread {
  deviation: number
  degrees: number
}

/**
 * Mean of the sample with a standard error from its own variance and the prior's, weighted by their degrees of
 * freedom. Smyth (2004), "Linear models and empirical Bayes methods", section 4. One value is enough.
 * @throws {RangeError} when the sample is empty.
 */
export function shrunkLocation(sample: readonly number[], prior: PriorSpread): Location {
  const own = sample.length - 1
  const ownSum = own > 0 ? own * variance(sample) : 0
  const degrees = prior.degrees + own
  const steadied = (prior.degrees * prior.deviation ** 2 + ownSum) / degrees
  return { centre: mean(sample), standardError: Math.sqrt(steadied / sample.length), degrees }
}
