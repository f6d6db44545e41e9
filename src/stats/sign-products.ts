/** Products of the columns of a matrix of signs, fast enough for a thousand factors in thousands of pairs. */

const WORD = 32

/** Words whose counts of bits are added before they are read: four bits have room for three fours. */
const TOGETHER = 3

/**
 * Lower half of Zᵀ W Z for rows of ±1 and their weights. The signs of rows of one weight are packed into words, where
 * two columns differ in as many bits as their exclusive or has: the fewer different weights, the faster.
 */
export function signProducts(rows: readonly Int8Array[], weights: readonly number[]): Float64Array[] {
  const width = rows[0]?.length ?? 0
  const products = Array.from({ length: width }, () => new Float64Array(width))
  for (const weight of new Set(weights)) {
    addProducts(
      rows.filter((_, at) => weights[at] === weight),
      weight,
      products,
    )
  }
  return products
}

function addProducts(rows: readonly Int8Array[], weight: number, products: readonly Float64Array[]): void {
  const columns = products.map((_, column) => packed(rows, column))
  for (let one = 0; one < columns.length; one += 1) {
    const sums = products[one] as Float64Array
    const bits = columns[one] as Int32Array
    for (let other = 0; other <= one; other += 1) {
      ;(sums[other] as number) += weight * (rows.length - 2 * differences(bits, columns[other] as Int32Array))
    }
  }
}

function packed(rows: readonly Int8Array[], column: number): Int32Array {
  const words = new Int32Array(TOGETHER * Math.ceil(rows.length / WORD / TOGETHER))
  for (let at = 0; at < rows.length; at += 1) {
    if (((rows[at] as Int8Array)[column] as number) < 0) (words[at >> 5] as number) |= 1 << (at & 31)
  }
  return words
}

function differences(one: Int32Array, other: Int32Array): number {
  const fours = (word: number) => bitsOfFours((one[word] as number) ^ (other[word] as number))
  let count = 0
  for (let word = 0; word < one.length; word += TOGETHER) {
    const bits = fours(word) + fours(word + 1) + fours(word + 2)
    count += Math.imul((bits & 0x0f0f0f0f) + ((bits >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24
  }
  return count
}

/** How many of each four bits are set, in the place of those four: Warren (2012), "Hacker's Delight", section 5-1. */
function bitsOfFours(word: number): number {
  const twos = word - ((word >>> 1) & 0x55555555)
  return (twos & 0x33333333) + ((twos >>> 2) & 0x33333333)
}
