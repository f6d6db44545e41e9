/** Hadamard matrices: the settings of a screening experiment in which no factor's effect hides in another's. */

export type Sign = 1 | -1

/**
 * The smallest order at or above `least` (an integer >= 1) that `hadamard` can build: 1, 2, and multiples of four with
 * few gaps below 200: 52, 92, 100, 116, 156, 172, 184 and 188.
 */
export function hadamardOrder(least: number): number {
  let order = Math.max(1, Math.ceil(least))
  while (!canBuild(order)) order += 1
  return order
}

/**
 * A square matrix of signs, `order` rows, in which any two rows and any two columns agree exactly in half of their
 * places. Doubling: Sylvester (1867); orders q + 1 and 2(q + 1) over the residues of a prime q: Paley (1933), "On
 * orthogonal matrices".
 * @throws {RangeError} when `order` is none that `hadamardOrder` gives.
 */
export function hadamard(order: number): Sign[][] {
  if (order === 1) return [[1]]
  if (isPaleyOne(order)) return paleyOne(order - 1)
  if (isPaleyTwo(order)) return paleyTwo(order / 2 - 1)
  if (canBuild(order)) return doubled(hadamard(order / 2))
  throw new RangeError(`no Hadamard matrix of order ${order} can be built here`)
}

function canBuild(order: number): boolean {
  if (order <= 2) return order >= 1
  return order % 4 === 0 && (isPaleyOne(order) || isPaleyTwo(order) || canBuild(order / 2))
}

function isPaleyOne(order: number): boolean {
  return order % 4 === 0 && isPrime(order - 1)
}

/** The prime is 1 modulo 4. */
function isPaleyTwo(order: number): boolean {
  return order % 8 === 4 && order > 4 && isPrime(order / 2 - 1)
}

function isPrime(value: number): boolean {
  if (value < 2) return false
  for (let divisor = 2; divisor * divisor <= value; divisor += 1) if (value % divisor === 0) return false
  return true
}

function doubled(half: readonly Sign[][]): Sign[][] {
  const above = half.map((row) => [...row, ...row])
  const below = half.map((row) => [...row, ...row.map(opposite)])
  return [...above, ...below]
}

/** [[1, 1'], [-1, Q + I]]: for a prime that is 3 modulo 4, Q of quadratic residues is skew. */
function paleyOne(prime: number): Sign[][] {
  const residue = residues(prime)
  const row = (at: number) =>
    Array.from({ length: prime }, (_, column): Sign => (column === at ? 1 : residueSign(residue, column - at, prime)))
  const rows = Array.from({ length: prime }, (_, at): Sign[] => [-1, ...row(at)])
  return [Array.from({ length: prime + 1 }, (): Sign => 1), ...rows]
}

/** The conference matrix C of the prime, each 0 put for [[1, -1], [-1, -1]] and each sign for itself times [[1, 1], [1, -1]]. */
function paleyTwo(prime: number): Sign[][] {
  const residue = residues(prime)
  const entry = (row: number, column: number): Sign | 0 => {
    if (row === column) return 0
    return row === 0 || column === 0 ? 1 : residueSign(residue, column - row, prime)
  }
  return Array.from({ length: 2 * (prime + 1) }, (_, row) =>
    Array.from({ length: 2 * (prime + 1) }, (_, column): Sign => {
      const sign = entry(row >> 1, column >> 1)
      const [right, lower] = [column % 2 === 1, row % 2 === 1]
      if (sign === 0) return right || lower ? -1 : 1
      return right && lower ? opposite(sign) : sign
    }),
  )
}

/** Whether each number below the prime is a square modulo it. */
function residues(prime: number): boolean[] {
  const squares = Array.from({ length: prime }, () => false)
  for (let root = 1; root < prime; root += 1) squares[(root * root) % prime] = true
  return squares
}

function residueSign(residue: readonly boolean[], difference: number, prime: number): Sign {
  return residue[(difference + prime) % prime] ? 1 : -1
}

function opposite(sign: Sign): Sign {
  return sign === 1 ? -1 : 1
}
