/** Where a small sample with outliers is centred, and how surely. */
import { drawnIn, huberNoise, MAD_TO_DEVIATION } from './huber.js'
import type { Interval } from './interval.js'
import { studentQuantile } from './student-t.js'
import { mean, median, medianAbsoluteDeviation, variance } from './summary.js'

/** Below this many values a MAD says nothing about outliers, and weighting by it makes intervals too narrow. */
const LEAST_ROBUST = 4

/** An estimate with what an interval around it needs. */
export interface Location {
  centre: number
  standardError: number
  /** Degrees of freedom of the standard error. */
  degrees: number
}

/**
 * Huber's M-estimate of location (1964, "Robust estimation of a location parameter"), scaled by the MAD, with the
 * standard error of his 1973 paper. Every value that was drawn in costs a degree of freedom, which keeps Student
 * intervals honest for few values; three values or fewer, or values that mostly tie, get the plain mean.
 * @throws {RangeError} when n < 2.
 */
export function robustLocation(sample: readonly number[]): Location {
  const scale = MAD_TO_DEVIATION * medianAbsoluteDeviation(sample)
  if (sample.length < LEAST_ROBUST || scale === 0) return plainLocation(sample)
  const centre = huberCentre(sample, scale)
  const residuals = sample.map((value) => value - centre)
  const { deviation, degrees } = huberNoise(residuals, scale, 1)
  return { centre, standardError: deviation / Math.sqrt(sample.length), degrees }
}

/**
 * Two-sided Student interval around a location. `otherVariance` is that of errors which the sample's spread does not
 * show, such as the steps of a coarse clock.
 */
export function studentInterval(location: Location, alpha = 0.05, otherVariance = 0): Interval {
  const error = Math.sqrt(location.standardError ** 2 + otherVariance)
  const half = studentQuantile(1 - alpha / 2, location.degrees) * error
  return { estimate: location.centre, low: location.centre - half, high: location.centre + half }
}

function plainLocation(sample: readonly number[]): Location {
  const standardError = Math.sqrt(variance(sample) / sample.length)
  return { centre: mean(sample), standardError, degrees: sample.length - 1 }
}

/** The mean of what is drawn in, again and again: for a fixed scale it leads to the one minimum. */
function huberCentre(sample: readonly number[], scale: number): number {
  let centre = median(sample)
  for (let round = 0; round < 50; round += 1) {
    const change = mean(sample.map((value) => drawnIn(value - centre, scale)))
    centre += change
    if (Math.abs(change) <= 1e-12 * scale) break
  }
  return centre
}
