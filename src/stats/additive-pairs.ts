/** Reads from pairs of runs what each of several changes saves, when their savings add up. DESIGN §6. */
import { type FittedModel, fitModel } from './fit-model.js'
import type { Interval } from './interval.js'
import { PairModel, type ToggledPair } from './pair-model.js'
import { studentQuantile } from './student-t.js'
import { median } from './summary.js'

export type { ToggledPair } from './pair-model.js'

/** Savings as fractions of the time with every factor off: 0.12 = 12 %, negative = slower. */
export interface AdditiveFit {
  /** Degrees of freedom of the noise estimate, a real number >= 1; 0: too few pairs for any interval. */
  degrees: number
  /** Standard deviation of (T - T') / (T + T') about the fit, of a pair without outliers; 0 where it is not known. */
  pairSpread: number
  /** What a run with every factor off takes, in the unit of the times: the median over pairs. undefined: too few pairs. */
  offTime: number | undefined
  /** What the factor alone saves; undefined: no pair toggles it, or too few to tell it from the others or from noise. */
  interval(factor: number, alpha: number): Interval | undefined
}

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
  const fitted = toggled.length === 0 ? undefined : fitModel(model)
  if (fitted === undefined) return { degrees: 0, pairSpread: 0, offTime: undefined, interval: () => undefined }
  return new PairFit(toggled, fitted, median(model.offTimes(fitted.savings)), roundingVariance(usable, step))
}

class PairFit implements AdditiveFit {
  readonly degrees: number
  readonly pairSpread: number
  /** Of each saving, in units of the variance of a pair. */
  #variances: (number | undefined)[] | undefined

  constructor(
    private readonly toggled: readonly number[],
    private readonly fitted: FittedModel,
    readonly offTime: number,
    private readonly rounding: number,
  ) {
    this.degrees = fitted.noise.degrees
    this.pairSpread = fitted.noise.deviation
  }

  interval(factor: number, alpha: number): Interval | undefined {
    const column = this.toggled.indexOf(factor)
    this.#variances ??= this.fitted.normal.inverseDiagonal()
    return column < 0 ? undefined : this.around(this.fitted.savings[column] as number, this.#variances[column], alpha)
  }

  private around(saving: number, variance: number | undefined, alpha: number): Interval | undefined {
    if (variance === undefined) return undefined
    const error = Math.sqrt(variance * (this.pairSpread ** 2 + this.rounding))
    return savingInterval(saving, error, studentQuantile(1 - alpha / 2, this.degrees))
  }
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
