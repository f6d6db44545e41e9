/** The additive model of pairs of runs, and how it changes with the savings that are fitted. */
import type { Sign } from './hadamard.js'
import { pairWeights } from './pair-weights.js'
import { median } from './summary.js'
import { ToggledGroup } from './toggled-group.js'

/** Times of two adjacent runs, both in any one unit. */
export interface ToggledPair {
  first: number
  second: number
  /** For each factor: 1, on in the first run only; -1, on in the second only; 0, off in both. */
  signs: readonly (Sign | 0)[]
}

/** r = (T - T') / (T + T') of each pair, and what the savings of `factors` (columns of `signs`) make of it. */
export class PairModel {
  readonly pairs: number
  private readonly ratios: Float64Array
  private readonly sums: Float64Array
  private readonly groups: ToggledGroup[] = []
  private weights: Float64Array

  /** `step`: resolution of the times. */
  constructor(
    pairs: readonly ToggledPair[],
    readonly factors: readonly number[],
    private readonly step: number,
  ) {
    this.pairs = pairs.length
    this.ratios = Float64Array.from(pairs, ({ first, second }) => (first - second) / (first + second))
    this.sums = Float64Array.from(pairs, ({ first, second }) => first + second)
    this.weights = new Float64Array(pairs.length).fill(1)
    pairs.forEach((pair, place) => {
      const signs = new Int8Array(factors.length)
      for (let column = 0; column < factors.length; column += 1) {
        signs[column] = pair.signs[factors[column] as number] ?? 0
      }
      this.groupOf(signs).add(signs, place)
    })
  }

  /** Whether all pairs toggle the same factors: their sums are the same then, whatever is saved. */
  get isUniform(): boolean {
    return this.groups.length === 1
  }

  /** Savings near enough to start from: each factor by itself, then scaled as if all had been toggled together. */
  start(): Float64Array {
    const nothing = new Float64Array(this.factors.length)
    const noRatios = new Float64Array(this.pairs)
    const sums = nothing.slice()
    const halfPairs = nothing.slice()
    for (const group of this.groups) {
      group.addGradient(nothing, noRatios, this.ratios, sums)
      for (const factor of group.factors) (halfPairs[factor] as number) += group.size / 2
    }
    const halves = sums.map((gradient, factor) => gradient / (halfPairs[factor] as number))
    const sum = halves.reduce((total, half) => total + half, 0)
    return halves.map((half) => (2 * half) / Math.max(0.5, 1 + sum))
  }

  /** Trusts pairs less which took unlike their neighbours, were the savings these. */
  weigh(savings: Float64Array): void {
    const leastScale = median(Array.from(this.sums, (sum) => this.step / sum))
    this.weights = Float64Array.from(pairWeights(this.offTimes(savings), leastScale))
  }

  /** What a run of each pair would have taken with every factor off, were the savings these. */
  offTimes(savings: Float64Array): number[] {
    const left = new Float64Array(this.pairs)
    for (const group of this.groups) group.fill(left, group.leftOf(savings))
    return Array.from(this.sums, (sum, place) => sum / (left[place] as number))
  }

  /** The model where the savings are these. */
  at(savings: Float64Array): ModelPlace {
    return new ModelPlace(this.groups, savings, this.ratios, this.weights)
  }

  /** Largest relative difference that two sets of savings make to what is left of the time of any pair. */
  distance(one: Float64Array, other: Float64Array): number {
    return Math.max(...this.groups.map((group) => Math.abs(group.leftOf(one) / group.leftOf(other) - 1)))
  }

  private groupOf(signs: Int8Array): ToggledGroup {
    const known = this.groups.find((group) => group.holds(signs))
    if (known !== undefined) return known
    const group = new ToggledGroup(signs)
    this.groups.push(group)
    return group
  }
}

/** What the model makes of the pairs at some savings. */
class ModelPlace {
  /** Of each r, on the scale on which all have the same noise. */
  readonly residuals: number[]
  private readonly fitted: Float64Array

  constructor(
    private readonly groups: readonly ToggledGroup[],
    private readonly savings: Float64Array,
    ratios: Float64Array,
    private readonly weights: Float64Array,
  ) {
    this.fitted = new Float64Array(ratios.length)
    for (const group of groups) group.writeRatios(savings, this.fitted)
    this.residuals = Array.from(ratios, (ratio, place) => this.trust(place) * (ratio - (this.fitted[place] as number)))
  }

  /** Jᵀ v, J the derivatives of r by the savings, v on the scale of `residuals`. */
  gradient(v: readonly number[]): Float64Array {
    const scaled = Float64Array.from(v, (value, place) => this.trust(place) * value)
    const sums = new Float64Array(this.savings.length)
    for (const group of this.groups) group.addGradient(this.savings, this.fitted, scaled, sums)
    return sums
  }

  /** Lower half of Jᵀ W J. */
  normalMatrix(): Float64Array[] {
    const size = this.savings.length
    const matrix = Array.from({ length: size }, () => new Float64Array(size))
    for (const group of this.groups) group.addNormal(this.savings, this.fitted, this.weights, matrix)
    return matrix
  }

  private trust(place: number): number {
    return Math.sqrt(this.weights[place] as number)
  }
}
