/** Sums of values with the signs of a matrix of ±1, eight signs at a time: fast enough for thousands of rows and columns. */

const BITS = 8

/**
 * A matrix of signs that values are summed by. Of every eight values all 256 signed sums are made once, and then looked up by
 * the eight signs of each row: Arlazarov, Dinic, Kronrod and Faradzev (1970), "On economical construction of the transitive
 * closure of an oriented graph".
 */
export class SignedSums {
  /** For every eight columns the signs of each row there. */
  private readonly byColumns: Uint8Array[]
  /** For every eight rows the signs of each column there. */
  private readonly byRows: Uint8Array[]

  /** `rows`: ±1, all of them as long as the first. */
  constructor(private readonly rows: readonly Int8Array[]) {
    const width = rows[0]?.length ?? 0
    this.byColumns = groupsOf(width, rows.length)
    this.byRows = groupsOf(rows.length, width)
    rows.forEach((signs, row) => {
      this.pack(signs, row)
    })
  }

  /** For each row the sum of its signs times the values, of which there is one for each column. */
  ofRows(values: Float64Array): Float64Array {
    return summed(values, this.byColumns, this.rows.length)
  }

  /** For each column the sum of its signs times the values, of which there is one for each row. */
  ofColumns(values: Float64Array): Float64Array {
    return summed(values, this.byRows, this.rows[0]?.length ?? 0)
  }

  /** A bit that is set is a sign of -1. */
  private pack(signs: Int8Array, row: number): void {
    const own = this.byRows[row >> 3] as Uint8Array
    for (let column = 0; column < signs.length; column += 1) {
      if ((signs[column] as number) > 0) continue
      const all = this.byColumns[column >> 3] as Uint8Array
      ;(own[column] as number) |= 1 << (row & 7)
      ;(all[row] as number) |= 1 << (column & 7)
    }
  }
}

function groupsOf(summands: number, sums: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(summands / BITS) }, () => new Uint8Array(sums))
}

function summed(values: Float64Array, groups: readonly Uint8Array[], length: number): Float64Array {
  const sums = new Float64Array(length)
  const table = new Float64Array(1 << BITS)
  groups.forEach((bytes, group) => {
    fill(table, values, group * BITS)
    for (let at = 0; at < length; at += 1) (sums[at] as number) += table[bytes[at] as number] as number
  })
  return sums
}

/** All signed sums of the eight values from `first` on; those beyond the last count for nothing. */
function fill(table: Float64Array, values: Float64Array, first: number): void {
  const own = values.subarray(first, first + BITS)
  table[0] = own.reduce((sum, value) => sum + value, 0)
  for (let bit = 0; bit < BITS; bit += 1) {
    const twice = 2 * (own[bit] ?? 0)
    for (let signs = 0; signs < 1 << bit; signs += 1) table[signs | (1 << bit)] = (table[signs] as number) - twice
  }
}
