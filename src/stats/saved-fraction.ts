/** What a pair of runs says about the fraction of time that one change saves. */
import { fitAdditive, type ToggledPair } from './additive-pairs.js'
import type { Interval } from './interval.js'

/** One pair of adjacent runs: the same quantity (any unit) without and with the change. */
export interface TimePair {
  without: number
  with: number
}

/**
 * The fraction of the `without` time that the change saves, 0.12 = 12 %, negative = slower: the additive fit of one
 * factor. `pairs` in the order in which they ran, `step` is the resolution of the times.
 * @returns undefined when fewer than two pairs have a positive time.
 */
export function savedFraction(pairs: readonly TimePair[], alpha: number, step = 0): Interval | undefined {
  return fitAdditive(pairs.map(asToggled), 1, step).interval(0, alpha)
}

export function asToggled(pair: TimePair): ToggledPair {
  return { first: pair.with, second: pair.without, signs: [1] }
}
