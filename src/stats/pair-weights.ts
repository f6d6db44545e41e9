/** Tells by how long a pair of runs took in all how far its difference can be trusted. */
import { MAD_TO_DEVIATION } from './huber.js'
import { median } from './summary.js'

/** Pairs around one, itself among them, that say how long it should have taken: few enough to follow a drift. */
const NEIGHBOURS = 11

/** With fewer pairs the spread of their sums is hardly known. */
const LEAST_PAIRS = 6

/** Deviations of the sum up to this many scales say nothing. */
const USUAL = 2

/** A pair that is hardly trusted still counts as an observation, which it must not by having no weight at all. */
const LEAST_WEIGHT = 1 / 128

/**
 * Weight of each pair, 1 for those that took as long as their neighbours. `sums`: what both runs of each pair took, in
 * the order in which they ran, divided by what they would take were the machine always the same.
 *
 * A stall that strikes one of the two runs lengthens the pair by as much as it shifts their difference, and the sum is
 * compared with many others where the difference may be all that tells some factor from another. The noise of a sum and
 * of a difference of like runs are uncorrelated: choosing by the one does not bias the other.
 *
 * @param leastScale what the sums differ by at least, as a share of them: the steps of a coarse clock.
 */
export function pairWeights(sums: readonly number[], leastScale = 0): number[] {
  if (sums.length < LEAST_PAIRS) return sums.map(() => 1)
  const logs = sums.map(Math.log)
  const deviations = logs.map((log, at) => Math.abs(log - foretold(logs, at)))
  const scale = Math.max(leastScale, MAD_TO_DEVIATION * median(deviations))
  if (scale === 0) return sums.map(() => 1)
  return deviations.map((deviation) => Math.max(LEAST_WEIGHT, halved(((USUAL * scale) / deviation) ** 4)))
}

/** The next lower of 1, 1/2, 1/4, ...: weights of which there are few let `signProducts` be fast. */
function halved(weight: number): number {
  return weight >= 1 ? 1 : 2 ** Math.floor(Math.log2(weight))
}

/** Where the line through the nearest others passes `at`: Theil (1950) and Sen (1968), medians of slopes and heights. */
function foretold(values: readonly number[], at: number): number {
  const first = Math.min(Math.max(0, at - (NEIGHBOURS >> 1)), Math.max(0, values.length - NEIGHBOURS))
  const end = Math.min(values.length, first + NEIGHBOURS)
  const slopes: number[] = []
  for (let one = first; one < end; one += 1) {
    for (let other = first; other < one; other += 1) {
      if (one === at || other === at) continue
      slopes.push(((values[one] as number) - (values[other] as number)) / (one - other))
    }
  }
  const slope = median(slopes)
  const heights: number[] = []
  for (let one = first; one < end; one += 1) {
    if (one !== at) heights.push((values[one] as number) - slope * (one - at))
  }
  return median(heights)
}
