/** Reads from pairs of runs what each of several changes saves, when their savings add up. DESIGN §6. */
import { Cholesky } from './cholesky.js'
import { drawnIn, huberNoise, type NoiseEstimate, residualScale } from './huber.js'
import type { Interval } from './interval.js'
import { PairModel, type ToggledPair } from './pair-model.js'
import { studentQuantile } from './student-t.js'

export type { ToggledPair } from './pair-model.js'

/** Savings as fractions of the time with every factor off: 0.12 = 12 %, negative = slower. */
export interface AdditiveFit {
  /** Degrees of freedom of the noise estimate, a real number >= 1; 0: too few pairs for any interval. */
  degrees: number
  /** What the factor alone saves; undefined: no pair toggles it, or too few to tell it from the others or from noise. */
  interval(factor: number, alpha: number): Interval | undefined
  /** What these factors save together. */
  sum(factors: readonly number[], alpha: number): Interval | undefined
}

/** With fewer residual degrees a MAD says nothing about outliers, and weighting by it makes intervals too narrow. */
const LEAST_ROBUST_DEGREES = 3

const MOST_ROUNDS = 20
const MOST_STEPS = 60
const SCALING_STEPS = 10

/** Of savings: a step that is as good as none. */
const CLOSE = 1e-8

/** Of what is left of a time, relative: the normal equations are as good as the same. */
const NEAR = 0.005

/** Of savings: further, the model is another than the one that the step was made for. */
const LONGEST_STEP = 0.5

/**
 * Time is additive: T = D (1 - Σ s_i x_i), D the drift of the moment, which a pair's
 * r = (T - T') / (T + T') = -Σ s_i z_i / (2 - S) cancels; z are the pair's signs and S the sum over its toggled factors.
 * The savings s are fitted to r by Gauss-Newton steps with Huber's bound on residuals (Huber 1973, "Robust regression"),
 * and Student intervals are made on the scale s / (2 - s), on which the noise of r is the same at every s.
 *
 * Before that, pairs that took longer in all than those around them are trusted less: `pairWeights`.
 *
 * @param pairs in the order in which they ran; those with a time that is not positive are left out.
 * @param factors the number of factors; each pair has as many signs.
 * @param step resolution of a time, in its unit: uniform rounding of one time has the variance step² / 12.
 */
export function fitAdditive(pairs: readonly ToggledPair[], factors: number, step = 0): AdditiveFit {
  const usable = pairs.filter((pair) => pair.first > 0 && pair.second > 0)
  const toggled = [...Array(factors).keys()].filter((factor) => usable.some((pair) => pair.signs[factor] !== 0))
  const model = new PairModel(usable, toggled, step)
  const fitted = toggled.length === 0 ? undefined : fit(model)
  if (fitted === undefined) return { degrees: 0, interval: () => undefined, sum: () => undefined }
  const variance = fitted.noise.deviation ** 2 + roundingVariance(usable, step)
  const sum = (chosen: readonly number[], alpha: number): Interval | undefined => {
    const weights = toggled.map((factor) => (chosen.includes(factor) ? 1 : 0))
    const share = chosen.every((factor) => toggled.includes(factor)) ? fitted.normal.quadratic(weights) : undefined
    if (share === undefined) return undefined
    const saving = weights.reduce(
      (total: number, weight, index) => total + weight * (fitted.savings[index] as number),
      0,
    )
    return savingInterval(saving, Math.sqrt(variance * share), studentQuantile(1 - alpha / 2, fitted.noise.degrees))
  }
  return { degrees: fitted.noise.degrees, sum, interval: (factor, alpha) => sum([factor], alpha) }
}

interface Fitted {
  savings: Float64Array
  normal: Cholesky
  noise: NoiseEstimate
}

/** @returns undefined when no degree of freedom is left. */
function fit(model: PairModel): Fitted | undefined {
  const savings = model.start()
  if (!model.isUniform) descend(model, savings, () => Number.POSITIVE_INFINITY)
  model.weigh(savings)
  const plain = descend(model, savings, () => Number.POSITIVE_INFINITY)
  const left = model.pairs - plain.rank
  if (left < 1) return undefined
  const residuals = model.at(savings).residuals
  if (left >= LEAST_ROBUST_DEGREES && residualScale(residuals, plain.rank) > 0) {
    const normal = descend(model, savings, (rest, rank) => residualScale(rest, rank), plain)
    const drawn = model.at(savings).residuals
    return { savings, normal, noise: huberNoise(drawn, residualScale(drawn, normal.rank), normal.rank) }
  }
  const deviation = Math.sqrt(residuals.reduce((sum, residual) => sum + residual ** 2, 0) / left)
  return { savings, normal: plain, noise: { deviation, degrees: left } }
}

/**
 * Moves `savings` to where the residuals, drawn in to the bound, are balanced. Steps by the matrix of another place
 * arrive there as well, so that it is made again only where it differs by more than a little.
 * @returns the normal equations, those of a place near enough.
 */
function descend(
  model: PairModel,
  savings: Float64Array,
  scaleOf: (residuals: readonly number[], rank: number) => number,
  known?: Cholesky,
): Cholesky {
  let normal = known ?? new Cholesky(model.at(savings).normalMatrix())
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = savings.slice()
    let scale = Number.POSITIVE_INFINITY
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const place = model.at(savings)
      // Fixed in the end: for a given scale there is one minimum, and the steps lead to it.
      if (step < SCALING_STEPS) scale = scaleOf(place.residuals, normal.rank)
      const drawn = place.residuals.map((residual) => drawnIn(residual, scale))
      if (move(savings, normal.solve(place.gradient(drawn))) < CLOSE) break
    }
    if (model.distance(savings, before) < NEAR) break
    normal = new Cholesky(model.at(savings).normalMatrix())
  }
  return normal
}

/** Goes there, but no further than the matrix of the step may hold. @returns the length of the step as it was. */
function move(savings: Float64Array, change: Float64Array): number {
  const longest = change.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const share = Math.min(1, LONGEST_STEP / longest)
  change.forEach((value, index) => {
    savings[index] = (savings[index] as number) + share * value
  })
  return longest
}

function roundingVariance(pairs: readonly ToggledPair[], step: number): number {
  return pairs.reduce((sum, { first, second }) => sum + step ** 2 / 6 / (first + second) ** 2, 0) / pairs.length
}

/** On the scale c = s / (2 - s), which is that of one factor's r, there and back. */
function savingInterval(saving: number, error: number, quantile: number): Interval {
  const ratio = saving / (2 - saving)
  const half = (quantile * error * 2) / (2 - saving) ** 2
  return { estimate: saving, low: fractionOf(ratio - half), high: fractionOf(ratio + half) }
}

/** r lies within (-1, 1); an interval may reach past it, where no time could lie. */
function fractionOf(ratio: number): number {
  const bounded = Math.min(1, Math.max(-0.9999, ratio))
  return (2 * bounded) / (1 + bounded)
}
