/** Fits the additive model to pairs of runs, outliers or not. */
import { Cholesky } from './cholesky.js'
import { drawnIn, huberNoise, type NoiseEstimate, residualScale } from './huber.js'
import type { PairModel } from './pair-model.js'

/** With fewer residual degrees a MAD says nothing about outliers, and weighting by it makes intervals too narrow. */
const LEAST_ROBUST_DEGREES = 3

const MOST_ROUNDS = 20
const MOST_STEPS = 60
const SCALING_STEPS = 10

/** Of savings: a step that is as good as none. */
const CLOSE = 1e-7

/** Of what is left of a time, relative: errors that follow from the normal equations are off by no more than that. */
const NEAR = 0.01

/** Of savings: further, the model is another than the one that the step was made for. */
const LONGEST_STEP = 0.5

/** Savings, with the normal equations and the noise that their errors follow from. */
export interface FittedModel {
  savings: Float64Array
  normal: Cholesky
  noise: NoiseEstimate
}

/** @returns undefined when no degree of freedom is left. */
export function fitModel(model: PairModel): FittedModel | undefined {
  const savings = model.start()
  if (!model.isUniform) descend(model, savings, unbounded)
  model.weigh(savings)
  const normal = descend(model, savings, unbounded)
  const degrees = model.pairs - normal.rank
  if (degrees < 1) return undefined
  const squares = model.at(savings).residuals.reduce((sum, residual) => sum + residual ** 2, 0)
  const plain = { savings: savings.slice(), normal, noise: { deviation: Math.sqrt(squares / degrees), degrees } }
  return (degrees >= LEAST_ROBUST_DEGREES && robustFit(model, plain)) || plain
}

/** @returns undefined where most residuals are 0: they say nothing about what is usual. */
function robustFit(model: PairModel, plain: FittedModel): FittedModel | undefined {
  const savings = plain.savings.slice()
  const normal = descend(model, savings, residualScale, plain.normal)
  const { residuals } = model.at(savings)
  const scale = residualScale(residuals, normal.rank)
  if (scale === 0) return undefined
  return { savings, normal, noise: huberNoise(residuals, scale, normal.rank) }
}

const unbounded = (): number => Number.POSITIVE_INFINITY

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
