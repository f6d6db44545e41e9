/** Where a small sample with outliers is centred, and how surely. */
import { HUBER_BOUND, MAD_TO_DEVIATION } from './huber.js'
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
  const deviations = sample.map((value) => (value - centre) / scale)
  const inside = deviations.filter((deviation) => Math.abs(deviation) <= HUBER_BOUND).length
  const n = sample.length
  const squares = deviations.reduce((sum, deviation) => sum + Math.min(Math.abs(deviation), HUBER_BOUND) ** 2, 0)
  const share = inside / n
  const correction = 1 + (1 - share) / (share * n)
  const standardError = (correction * scale * Math.sqrt(squares / (n - 1) / n)) / share
  return { centre, standardError, degrees: Math.max(1, inside - 1) }
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

/** Reweighted least squares; for a fixed scale it converges to the one minimum. */
function huberCentre(sample: readonly number[], scale: number): number {
  let centre = median(sample)
  for (let round = 0; round < 50; round += 1) {
    let weights = 0
    let weighted = 0
    for (const value of sample) {
      const weight = Math.min(1, (HUBER_BOUND * scale) / Math.max(Math.abs(value - centre), Number.MIN_VALUE))
      weights += weight
      weighted += weight * value
    }
    const next = weighted / weights
    if (Math.abs(next - centre) <= 1e-12 * scale) return next
    centre = next
  }
  return centre
}
