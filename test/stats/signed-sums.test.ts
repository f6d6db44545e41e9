/** Sums that are looked up are those that would be added one by one, whatever the matrix's size. */
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { randomSource } from '../../src/stats/random.js'
import { SignedSums } from '../../src/stats/signed-sums.js'

const random = randomSource(7)
const signs = (length: number) => Int8Array.from({ length }, () => (random() < 0.5 ? 1 : -1))
/** Whole numbers: sums of them are exact in any order. */
const wholes = (length: number) => Float64Array.from({ length }, () => Math.floor(2000 * random()) - 1000)

for (const [height, width] of [
  [1, 1],
  [3, 8],
  [8, 3],
  [9, 17],
  [40, 33],
] as const) {
  test(`sums by the signs of ${height} rows and ${width} columns are exact`, () => {
    const rows = Array.from({ length: height }, () => signs(width))
    const [acrossColumns, acrossRows] = [wholes(width), wholes(height)]
    const sums = new SignedSums(rows)
    const ofRows = rows.map((row) =>
      row.reduce((sum, sign, column) => sum + sign * (acrossColumns[column] as number), 0),
    )
    const ofColumns = Array.from({ length: width }, (_, column) =>
      rows.reduce((sum, row, at) => sum + (row[column] as number) * (acrossRows[at] as number), 0),
    )
    assert.equal([...sums.ofRows(acrossColumns)], ofRows)
    assert.equal([...sums.ofColumns(acrossRows)], ofColumns)
  })
}

test('no rows have no sums', () => {
  const sums = new SignedSums([])
  assert.equal([sums.ofRows(new Float64Array()).length, sums.ofColumns(new Float64Array()).length], [0, 0])
})

test.run()
