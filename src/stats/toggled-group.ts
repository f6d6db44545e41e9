/** The pairs of runs that toggle the same factors: their part of the additive model. */
import { signProducts } from './sign-products.js'
import { SignedSums } from './signed-sums.js'

/** Where savings add up to all of the time the model has a pole; a fit that comes near it is held off. */
const LEAST_LEFT = 0.05

/**
 * For each pair r = -Σ s z / u with u = 2 - Σ s, both sums over the factors of the group, z the signs of the pair; the
 * derivative of r by one of these s is (r - z) / u.
 */
export class ToggledGroup {
  /** Columns of the model, ascending. */
  readonly factors: readonly number[]
  /** For each pair a row of ±1, in the order of `factors`. */
  private readonly rows: Int8Array[] = []
  /** Where the pairs stand among all. */
  private readonly places: number[] = []
  /** Of the rows, as soon as it is asked for: then there are all of them. */
  #sums: SignedSums | undefined

  /** `pattern`: the signs of a pair, one for each column of the model; 0: not toggled. */
  constructor(private readonly pattern: Int8Array) {
    this.factors = [...pattern.keys()].filter((factor) => pattern[factor] !== 0)
  }

  get size(): number {
    return this.rows.length
  }

  /** Whether these are the signs of a pair of this group. */
  holds(signs: Int8Array): boolean {
    return signs.every((sign, factor) => (sign === 0) === (this.pattern[factor] === 0))
  }

  add(signs: Int8Array, place: number): void {
    this.rows.push(this.factors.length === signs.length ? signs : signs.filter((sign) => sign !== 0))
    this.places.push(place)
  }

  /** u: what is left of the time of both runs of a pair, 2 were nothing saved. */
  leftOf(savings: Float64Array): number {
    return Math.max(LEAST_LEFT, 2 - this.factors.reduce((sum, factor) => sum + (savings[factor] as number), 0))
  }

  /** Writes to the place of each pair. */
  fill(places: Float64Array, value: number): void {
    for (const place of this.places) places[place] = value
  }

  /** Writes the r of each pair to its place. */
  writeRatios(savings: Float64Array, ratios: Float64Array): void {
    const own = Float64Array.from(this.factors, (factor) => savings[factor] as number)
    const left = this.leftOf(savings)
    const sums = this.sums.ofRows(own)
    this.places.forEach((place, at) => {
      ratios[place] = -(sums[at] as number) / left
    })
  }

  /** Adds Jᵀ v to `sums`, J the derivatives where `ratios` are fitted; v has an entry for every pair of the model. */
  addGradient(savings: Float64Array, ratios: Float64Array, v: Float64Array, sums: Float64Array): void {
    const { common, bySign } = this.moments(v, ratios)
    const left = this.leftOf(savings)
    this.factors.forEach((factor, index) => {
      ;(sums[factor] as number) += (common - (bySign[index] as number)) / left
    })
  }

  /** Adds the lower half of Jᵀ W J to `matrix`. */
  addNormal(savings: Float64Array, ratios: Float64Array, weights: Float64Array, matrix: readonly Float64Array[]): void {
    const square = this.leftOf(savings) ** 2
    const weighted = ratios.map((ratio, place) => ratio * (weights[place] as number))
    const { common, bySign } = this.moments(weighted, ratios)
    const own = this.places.map((place) => weights[place] as number)
    signProducts(this.rows, own).forEach((products, one) => {
      const row = matrix[this.factors[one] as number] as Float64Array
      const rest = common - (bySign[one] as number)
      for (let other = 0; other <= one; other += 1) {
        const product = (products[other] as number) + rest - (bySign[other] as number)
        ;(row[this.factors[other] as number] as number) += product / square
      }
    })
  }

  /** Σ v r over the pairs and, for each factor, Σ v z. */
  private moments(v: Float64Array, ratios: Float64Array): { common: number; bySign: Float64Array } {
    const own = Float64Array.from(this.places, (place) => v[place] as number)
    const common = this.places.reduce((sum, place, at) => sum + (own[at] as number) * (ratios[place] as number), 0)
    return { common, bySign: this.sums.ofColumns(own) }
  }

  private get sums(): SignedSums {
    this.#sums ??= new SignedSums(this.rows)
    return this.#sums
  }
}
