/** Huber's way with outliers: what lies far out pulls no harder than what lies at the bound. */
import { median } from './summary.js'

/** Deviations beyond this many scales are drawn in to it. */
const HUBER_BOUND = 2

/** MAD of normal noise times this is its standard deviation. */
export const MAD_TO_DEVIATION = 1.4826

/** The deviation, drawn in to the bound; `scale` in its unit. */
export function drawnIn(deviation: number, scale: number): number {
  const bound = HUBER_BOUND * scale
  return Math.min(bound, Math.max(-bound, deviation))
}

/** Standard deviation of the noise around a fit that left these residuals, as most of them have it. */
export function residualScale(residuals: readonly number[], unknowns: number): number {
  const n = residuals.length
  return MAD_TO_DEVIATION * median(residuals.map(Math.abs)) * Math.sqrt(n / (n - unknowns))
}

export interface NoiseEstimate {
  /** Standard deviation of one observation, from which errors of the fit follow as for plain least squares. */
  deviation: number
  /** Degrees of freedom of it. */
  degrees: number
}

/**
 * Noise behind residuals of a Huber fit: Huber (1973), "Robust regression", his first correction. Every value that was
 * drawn in costs a degree of freedom, which keeps Student intervals honest for few values.
 */
export function huberNoise(residuals: readonly number[], scale: number, unknowns: number): NoiseEstimate {
  const n = residuals.length
  const inside = residuals.filter((residual) => Math.abs(residual) <= HUBER_BOUND * scale).length
  const share = inside / n
  const squares = residuals.reduce((sum, residual) => sum + drawnIn(residual, scale) ** 2, 0)
  const correction = 1 + (unknowns / n) * ((1 - share) / share)
  const deviation = (correction * Math.sqrt(squares / (n - unknowns))) / share
  return { deviation, degrees: Math.max(1, inside - unknowns) }
}
