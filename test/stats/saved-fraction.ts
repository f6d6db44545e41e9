/** What pairs say about one change alone: the additive fit of one factor. */
import { fitAdditive } from '../../src/stats/additive-pairs.js'
import type { Interval } from '../../src/stats/interval.js'
import type { TimePair } from '../../src/stats/noise-floor.js'

export function savedFraction(pairs: readonly TimePair[], alpha: number, step = 0): Interval | undefined {
  const toggled = pairs.map((pair) => ({ first: pair.with, second: pair.without, signs: [1 as const] }))
  return fitAdditive(toggled, 1, step).interval(0, alpha)
}
