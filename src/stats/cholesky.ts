/** Solves the normal equations of a fit, also where some of its unknowns cannot be told apart. */

/** Share of the largest diagonal entry that is added to each: enough to factor a matrix that is singular. */
const RIDGE = 1e-10

/** What is left of a diagonal entry, as a share of it, when its column is a combination of those before it. */
const DEPENDENT = 1e-7

/** A combination whose variance is this many times what it would be with columns that share nothing is undetermined. */
const UNDETERMINED = 1e6

/** A symmetric, positive semidefinite matrix A as L Lᵀ - ridge. */
export class Cholesky {
  /** Columns of A that are no combination of those before them. */
  rank = 0
  private readonly factor: Float64Array[] = []
  private readonly diagonal: Float64Array
  private readonly dependent: boolean[] = []

  /** `matrix`: rows, of which at least the lower half is filled; overwritten. */
  constructor(matrix: readonly Float64Array[]) {
    this.diagonal = Float64Array.from(matrix, (row, index) => row[index] as number)
    const ridge = RIDGE * Math.max(Number.MIN_VALUE, ...this.diagonal)
    matrix.forEach((row, index) => {
      this.eliminate(row, index, ridge)
      this.factor.push(row)
    })
  }

  /** x with A x = `right`, 0 at each column that is a combination of those before it. */
  solve(right: ArrayLike<number>): Float64Array {
    const x = this.halfSolve(right, this.dependent)
    for (let index = x.length - 1; index >= 0; index -= 1) {
      const row = this.factor[index] as Float64Array
      const value = (x[index] as number) / (row[index] as number)
      x[index] = value
      for (let before = 0; before < index; before += 1) (x[before] as number) -= value * (row[before] as number)
    }
    return x
  }

  /** vᵀ A⁻¹ v; undefined: A does not determine what v combines. */
  quadratic(v: ArrayLike<number>): number | undefined {
    const value = this.halfSolve(v).reduce((sum, entry) => sum + entry * entry, 0)
    const alone = this.diagonal.reduce((sum, entry, index) => {
      const share = v[index] as number
      return share === 0 ? sum : sum + (share * share) / entry
    }, 0)
    return value <= UNDETERMINED * alone ? value : undefined
  }

  private eliminate(row: Float64Array, index: number, ridge: number): void {
    for (let column = 0; column < index; column += 1) {
      const above = this.factor[column] as Float64Array
      row[column] = ((row[column] as number) - dot(row, above, 0, column)) / (above[column] as number)
    }
    const entry = this.diagonal[index] as number
    const left = entry - dot(row, row, 0, index)
    const dependent = !(left > DEPENDENT * entry)
    this.dependent.push(dependent)
    if (!dependent) this.rank += 1
    row[index] = Math.sqrt(Math.max(left, 0) + ridge)
  }

  /** L⁻¹ b, 0 where `skipped`. */
  private halfSolve(right: ArrayLike<number>, skipped: readonly boolean[] = []): Float64Array {
    const x = Float64Array.from(right)
    const first = x.findIndex((entry) => entry !== 0)
    if (first < 0) return x
    for (let index = first; index < x.length; index += 1) {
      const row = this.factor[index] as Float64Array
      x[index] = skipped[index] ? 0 : ((x[index] as number) - dot(row, x, first, index)) / (row[index] as number)
    }
    return x
  }
}

/** Sum of the products of the entries from `start` to before `end`. */
function dot(one: Float64Array, other: Float64Array, start: number, end: number): number {
  let sum = 0
  for (let index = start; index < end; index += 1) sum += (one[index] as number) * (other[index] as number)
  return sum
}
