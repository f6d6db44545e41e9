/** Plans a block of pairs of runs in which each factor is switched on in one run of every pair. */
import { hadamard, hadamardOrder, type Sign } from './hadamard.js'
import { type RandomSource, shuffled } from './random.js'

/** Pairs of a first block beyond one for each factor: fewer leave too little to tell the noise by. */
function firstSpare(factors: number): number {
  return Math.min(4, Math.max(2, Math.ceil(factors / 2)))
}

/**
 * A foldover design (Box and Wilson 1951): rows are pairs of a run and its complement, columns are factors. +1: the
 * factor is on in the first run of the pair and off in the second; -1: the reverse.
 *
 * Two or more factors take random columns of a Hadamard matrix, so that no effect hides in another's, rows in random
 * order. One column is set aside and its signs are turned to +1, row by row: each other column is then on first in
 * exactly half of the pairs, and what the second run of every pair has in common (a warm disk, a steady drift) cancels.
 * A fair coin for each factor says which half. One factor: `leastPairs` pairs, on first in half of them.
 *
 * @param spare pairs to have beyond one for each factor, at least 1; a further block of an experiment needs no more
 *   than that, as the earlier ones tell the noise.
 */
export function foldoverPairs(
  factors: number,
  leastPairs: number,
  random: RandomSource,
  spare = firstSpare(factors),
): Sign[][] {
  if (factors <= 1) return balancedPairs(leastPairs, random).map((sign) => (factors === 1 ? [sign] : []))
  const order = hadamardOrder(Math.max(leastPairs, factors + Math.max(1, spare)))
  const columns = shuffled([...Array(order).keys()], random)
  const setAside = columns.pop() as number
  const chosen = columns.slice(0, factors).map((column) => ({ column, flip: coin(random) }))
  return shuffled(hadamard(order), random).map((row) =>
    chosen.map(({ column, flip }) => ((row[column] as Sign) * (row[setAside] as Sign) * flip) as Sign),
  )
}

function balancedPairs(pairs: number, random: RandomSource): Sign[] {
  const flip = coin(random)
  const signs = Array.from({ length: pairs }, (_, pair) => (pair % 2 === 0 ? flip : -flip) as Sign)
  return shuffled(signs, random)
}

function coin(random: RandomSource): Sign {
  return random() < 0.5 ? 1 : -1
}
