/** How many more pairs would settle an interval that is still open. */
import type { Interval } from './interval.js'
import { studentQuantile } from './student-t.js'

/** More pairs than anyone would run: the effect is too close to the threshold to be told from it. */
const NEVER = 1000

/** What an interval at `alpha` was made from. */
export interface IntervalBasis {
  /** Pairs of runs that toggle the factor. */
  pairs: number
  /** Degrees of freedom of the noise estimate; each further pair adds one, as it brings no new unknown. */
  degrees: number
  /** Probability of error of the interval. The larger, the less its ends bend towards what no saving can be. */
  alpha: number
  /** Of the one that is to decide; absent: the same. */
  decides?: number
}

/**
 * Further pairs that would bring the nearer end of the deciding interval to the threshold, were the estimate and the noise to
 * stay: what lies between them shrinks with √pairs and with Student's quantile.
 * @returns undefined when it would take more than a thousand.
 */
export function furtherPairs(interval: Interval, threshold: number, basis: IntervalBasis): number | undefined {
  const { estimate, low, high } = interval
  const [gap, half] =
    estimate >= threshold ? [estimate - threshold, estimate - low] : [threshold - estimate, high - estimate]
  const { pairs, degrees, alpha, decides = alpha } = basis
  const error = (half / studentQuantile(1 - alpha / 2, degrees)) * Math.sqrt(pairs)
  const settles = (more: number) =>
    (studentQuantile(1 - decides / 2, degrees + more) * error) / Math.sqrt(pairs + more) < gap
  if (!settles(NEVER)) return undefined
  let [open, settled] = [0, NEVER]
  while (settled - open > 1) {
    const middle = (open + settled) >> 1
    if (settles(middle)) settled = middle
    else open = middle
  }
  return settled
}
