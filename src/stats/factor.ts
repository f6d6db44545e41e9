/** Turns a saving that was measured in a part of the work into one of the whole, with the error of that part's share. */
import type { Interval } from './interval.js'
import { shrunkLocation } from './shrunk-spread.js'
import { studentQuantile } from './student-t.js'

/** What part of the whole a part takes. */
export interface Factor {
  /** 0.3: three tenths of the time. */
  estimate: number
  /** Standard error as a share of the estimate. */
  relativeError: number
  /** Degrees of freedom of that error. */
  degrees: number
}

/** The time of both, in the same unit. */
export interface PartOfWhole {
  part: number
  whole: number
}

/** Two runs of a command differ by a twentieth each; this belief is worth five pairs of them. */
const USUAL_SPREAD = 0.05 * Math.SQRT2
const USUAL_DEGREES = 4

/**
 * From adjacent runs of part and whole, all times positive: the geometric mean of their ratios. `step` is the resolution of
 * the times: uniform rounding of one has the variance step² / 12.
 * @throws {RangeError} when there is no pair.
 */
export function shareOf(pairs: readonly PartOfWhole[], step = 0): Factor {
  const logarithms = pairs.map(({ part, whole }) => Math.log(part / whole))
  const { centre, standardError, degrees } = shrunkLocation(logarithms, {
    deviation: USUAL_SPREAD,
    degrees: USUAL_DEGREES,
  })
  const rounding = pairs.reduce((sum, { part, whole }) => sum + (step ** 2 / 12) * (part ** -2 + whole ** -2), 0)
  const relativeError = Math.hypot(standardError, Math.sqrt(rounding) / pairs.length)
  return { estimate: Math.exp(centre), relativeError, degrees }
}

/**
 * The interval of factor x saving: relative errors of a product add in quadrature (Goodman 1960, "On the exact variance of
 * products", to first order), each end by its own. `alpha` is the interval's. Without a factor it stays what it is.
 */
export function scaled(interval: Interval, factor: Factor | undefined, alpha: number): Interval {
  if (factor === undefined) return interval
  const { estimate, low, high } = interval
  const share = factor.estimate
  const shareError = studentQuantile(1 - alpha / 2, factor.degrees) * factor.relativeError * share * Math.abs(estimate)
  return {
    estimate: share * estimate,
    low: share * estimate - Math.hypot(share * (estimate - low), shareError),
    high: share * estimate + Math.hypot(share * (high - estimate), shareError),
  }
}
