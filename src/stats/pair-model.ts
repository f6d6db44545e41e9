/** The additive model of pairs of runs, and how it changes with the savings that are fitted. */
import type { Sign } from './hadamard.js'
import { pairWeights } from './pair-weights.js'
import { median } from './summary.js'

/** Times of two adjacent runs, both in any one unit. */
export interface ToggledPair {
  first: number
  second: number
  /** For each factor: 1, on in the first run only; -1, on in the second only; 0, off in both. */
  signs: readonly (Sign | 0)[]
}

/** Where savings add up to all of the time the model has a pole; a fit that comes near it is led back. */
const LEAST_LEFT = 0.05

/** For each pair: r = -Σ s z / u with u = 2 - Σ s, both sums over the factors that it toggles. */
export class PairModel {
  readonly pairs: number
  private readonly ratios: Float64Array
  private readonly sums: Float64Array
  /** Square roots of the weights of the pairs: residuals and derivatives are multiplied by them. */
  private trust: Float64Array
  /** One row of signs a pair, one column a factor of `factors`. */
  private readonly signs: Int8Array[]

  constructor(
    pairs: readonly ToggledPair[],
    private readonly factors: readonly number[],
    private readonly step = 0,
  ) {
    this.pairs = pairs.length
    this.ratios = Float64Array.from(pairs, ({ first, second }) => (first - second) / (first + second))
    this.sums = Float64Array.from(pairs, ({ first, second }) => first + second)
    this.trust = new Float64Array(pairs.length).fill(1)
    this.signs = pairs.map((pair) => Int8Array.from(factors, (factor) => pair.signs[factor] ?? 0))
  }

  /** Savings near enough to start from: each factor by itself, then scaled as one set would have to be. */
  start(): Float64Array {
    const halves = new Float64Array(this.factors.length)
    const counts = new Float64Array(this.factors.length)
    this.signs.forEach((row, pair) => {
      const ratio = this.ratios[pair] as number
      for (let factor = 0; factor < row.length; factor += 1) {
        const sign = row[factor] as number
        ;(halves[factor] as number) -= ratio * sign
        ;(counts[factor] as number) += sign * sign
      }
    })
    const shares = halves.map((half, factor) => half / (counts[factor] as number))
    const sum = shares.reduce((total, share) => total + share, 0)
    return shares.map((share) => (2 * share) / Math.max(0.5, 1 + sum))
  }

  /** Trusts pairs less which took unlike their neighbours, were the savings these. */
  weigh(savings: Float64Array): void {
    const sums = this.signs.map((row, pair) => (this.sums[pair] as number) / fittedRatio(row, savings).left)
    const roundings = this.sums.map((sum) => this.step / sum)
    this.trust = Float64Array.from(pairWeights(sums, median([...roundings])), Math.sqrt)
  }

  residuals(savings: Float64Array): number[] {
    return this.signs.map(
      (row, pair) => (this.trust[pair] as number) * ((this.ratios[pair] as number) - fittedRatio(row, savings).ratio),
    )
  }

  /** Jᵀ v, J the derivatives of the fitted r by the savings: (r - z) / u for each factor that the pair toggles. */
  gradient(savings: Float64Array, v: readonly number[]): Float64Array {
    const sums = new Float64Array(savings.length)
    this.signs.forEach((row, pair) => {
      const { ratio, left } = fittedRatio(row, savings)
      const scaled = ((this.trust[pair] as number) * (v[pair] as number)) / left
      for (let factor = 0; factor < row.length; factor += 1) {
        const sign = row[factor] as number
        ;(sums[factor] as number) += scaled * sign * (ratio * sign - 1)
      }
    })
    return sums
  }

  /** Lower half of Jᵀ J. */
  normalMatrix(savings: Float64Array): Float64Array[] {
    const size = savings.length
    const matrix = Array.from({ length: size }, () => new Float64Array(size))
    const derivatives = new Float64Array(size)
    this.signs.forEach((row, pair) => {
      const { ratio, left } = fittedRatio(row, savings)
      const scaled = (this.trust[pair] as number) / left
      row.forEach((sign, factor) => {
        derivatives[factor] = scaled * sign * (ratio * sign - 1)
      })
      matrix.forEach((sums, one) => {
        const derivative = derivatives[one] as number
        for (let other = 0; other <= one; other += 1)
          (sums[other] as number) += derivative * (derivatives[other] as number)
      })
    })
    return matrix
  }
}

function fittedRatio(row: Int8Array, savings: Float64Array): { ratio: number; left: number } {
  let signed = 0
  let sum = 0
  for (let factor = 0; factor < row.length; factor += 1) {
    const sign = row[factor] as number
    const saving = savings[factor] as number
    signed += sign * saving
    sum += sign * sign * saving
  }
  const left = Math.max(LEAST_LEFT, 2 - sum)
  return { ratio: -signed / left, left }
}
