/** Solves the normal equations of a fit, also where some of its unknowns cannot be told apart. */

/** Share of the largest diagonal entry that is added to each: enough to factor a matrix that is singular. */
const RIDGE = 1e-10

/** What is left of a diagonal entry, as a share of it, when its column is a combination of those before it. */
const DEPENDENT = 1e-7

/** A combination whose variance is this many times what it would be with columns that share nothing is undetermined. */
const UNDETERMINED = 1e6

const BAND = 16

/** A symmetric, positive semidefinite matrix A as L Lᵀ - ridge. */
export class Cholesky {
  /** Columns of A that are no combination of those before them. */
  rank = 0
  private readonly factor: readonly Float64Array[]
  private readonly diagonal: Float64Array
  private readonly dependent: boolean[] = []

  /** `matrix`: rows, of which at least the lower half is filled; overwritten. */
  constructor(matrix: readonly Float64Array[]) {
    this.factor = matrix
    this.diagonal = Float64Array.from(matrix, (row, index) => row[index] as number)
    const ridge = RIDGE * Math.max(Number.MIN_VALUE, ...this.diagonal)
    inBands(matrix.length, (start, end) => {
      for (let column = 0; column < end; column += 1) this.nextColumn(column, start, end, ridge)
    })
  }

  /** x with A x = `right`, 0 at each column that is a combination of those before it. */
  solve(right: ArrayLike<number>): Float64Array {
    const x = this.halfSolve(right)
    for (let index = x.length - 1; index >= 0; index -= 1) {
      const row = this.factor[index] as Float64Array
      const value = (x[index] as number) / (row[index] as number)
      x[index] = value
      for (let before = 0; before < index; before += 1) (x[before] as number) -= value * (row[before] as number)
    }
    return x
  }

  /** The diagonal of A⁻¹; undefined: A does not determine that unknown. */
  inverseDiagonal(): (number | undefined)[] {
    const values: (number | undefined)[] = []
    inBands(this.factor.length, (start, end) => {
      this.inverseColumns(start, end).forEach((column, at) => {
        values.push(determined(squares(column), 1 / (this.diagonal[start + at] as number)))
      })
    })
    return values
  }

  /** Columns of L⁻¹ from `start` to before `end`. */
  private inverseColumns(start: number, end: number): Float64Array[] {
    const columns = Array.from({ length: end - start }, (_, at) => {
      const unit = new Float64Array(this.factor.length)
      unit[start + at] = 1
      return unit
    })
    for (let row = start; row < this.factor.length; row += 1) {
      for (const column of columns) this.substitute(column, row, start)
    }
    return columns
  }

  /** Entries of one column of L, of a band of rows that is known up to it. */
  private nextColumn(column: number, start: number, end: number, ridge: number): void {
    if (column >= start) this.takeRoot(column, ridge)
    for (let row = Math.max(start, column + 1); row < end; row += 1) this.eliminate(row, column)
  }

  /** Entry of L below a root. */
  private eliminate(at: number, column: number): void {
    const row = this.factor[at] as Float64Array
    const above = this.factor[column] as Float64Array
    row[column] = ((row[column] as number) - dot(row, above, 0, column)) / (above[column] as number)
  }

  private takeRoot(index: number, ridge: number): void {
    const row = this.factor[index] as Float64Array
    const entry = this.diagonal[index] as number
    const left = entry - dot(row, row, 0, index)
    const dependent = !(left > DEPENDENT * entry)
    this.dependent.push(dependent)
    if (!dependent) this.rank += 1
    row[index] = Math.sqrt(Math.max(left, 0) + ridge)
  }

  /** L⁻¹ b, 0 at each column that is a combination of those before it. */
  private halfSolve(right: ArrayLike<number>): Float64Array {
    const x = Float64Array.from(right)
    for (let index = 0; index < x.length; index += 1) {
      if (this.dependent[index]) x[index] = 0
      else this.substitute(x, index, 0)
    }
    return x
  }

  /** The next entry of L⁻¹ x, those from `start` to before it known, and 0 before `start`. */
  private substitute(x: Float64Array, index: number, start: number): void {
    const row = this.factor[index] as Float64Array
    x[index] = ((x[index] as number) - dot(row, x, start, index)) / (row[index] as number)
  }
}

/** A large matrix is read from memory once for each band, not once for each row. */
function inBands(size: number, work: (start: number, end: number) => void): void {
  for (let start = 0; start < size; start += BAND) work(start, Math.min(size, start + BAND))
}

function determined(value: number, alone: number): number | undefined {
  return value <= UNDETERMINED * alone ? value : undefined
}

function squares(values: Float64Array): number {
  return dot(values, values, 0, values.length)
}

/** Sum of the products of the entries from `start` to before `end`; two sums, that neither waits for each addition. */
function dot(one: Float64Array, other: Float64Array, start: number, end: number): number {
  const last = end - 1
  let even = 0
  let odd = 0
  let index = start
  for (; index < last; index += 2) {
    even += (one[index] as number) * (other[index] as number)
    odd += (one[index + 1] as number) * (other[index + 1] as number)
  }
  if (index === last) even += (one[index] as number) * (other[index] as number)
  return even + odd
}
