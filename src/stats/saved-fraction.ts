/** What a pair of runs says about the fraction of time that one change saves. */
import type { Interval } from './interval.js'
import { robustLocation, studentInterval } from './robust-location.js'

/** One pair of adjacent runs: the same quantity (any unit) without and with the change. */
export interface TimePair {
  without: number
  with: number
}

/**
 * The fraction of the `without` time that the change saves, 0.12 = 12 %, negative = slower. Each pair gives
 * r = (T - T') / (T + T'), in which a drift common to both runs cancels and which is symmetric in its noise; r is then
 * turned into the saving s = 2r / (1 + r). `step` is the resolution of the times: uniform rounding of one time has the
 * variance step² / 12.
 * @returns undefined when fewer than two pairs have a positive time.
 */
export function savedFraction(pairs: readonly TimePair[], alpha: number, step = 0): Interval | undefined {
  const usable = pairs.filter((pair) => pair.without > 0 && pair.with > 0)
  if (usable.length < 2) return undefined
  const rounding = usable.reduce((sum, pair) => sum + step ** 2 / 6 / (pair.without + pair.with) ** 2, 0)
  const ratios = usable.map((pair) => (pair.without - pair.with) / (pair.without + pair.with))
  const ratio = studentInterval(robustLocation(ratios), alpha, rounding / usable.length ** 2)
  return { estimate: fractionOf(ratio.estimate), low: fractionOf(ratio.low), high: fractionOf(ratio.high) }
}

/** r lies within (-1, 1); an interval may reach past it, where no time could lie. */
function fractionOf(ratio: number): number {
  const bounded = Math.min(1, Math.max(-0.9999, ratio))
  return (2 * bounded) / (1 + bounded)
}
