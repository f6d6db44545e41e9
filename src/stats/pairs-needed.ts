/** How many more pairs would settle an interval that is still open. */
import type { Interval } from './interval.js'
import { studentQuantile } from './student-t.js'

/** More pairs than anyone would run: the effect is too close to the threshold to be told from it. */
const NEVER = 1000

/**
 * Further pairs after `pairs` that would bring the end of the interval to the threshold, were the estimate to stay:
 * its half width shrinks with √n and with Student's quantile.
 * @returns undefined when it would take more than a thousand.
 */
export function furtherPairs(interval: Interval, threshold: number, pairs: number, alpha: number): number | undefined {
  const gap = Math.abs(interval.estimate - threshold)
  const half = (interval.high - interval.low) / 2
  const quantile = (n: number) => studentQuantile(1 - alpha / 2, Math.max(1, n - 1))
  const deviation = (half / quantile(pairs)) * Math.sqrt(pairs)
  for (let more = 1; more <= NEVER; more += 1) {
    const n = pairs + more
    if ((quantile(n) * deviation) / Math.sqrt(n) < gap) return more
  }
  return undefined
}
