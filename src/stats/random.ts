/** Seeded random numbers, so that the plan of an experiment can be made again from its seed. */

/** Uniform numbers in [0, 1), the same sequence for the same seed. */
export type RandomSource = () => number

/**
 * Generator xoshiro128** (Blackman and Vigna 2018, "Scrambled linear pseudorandom number generators"), its four words
 * of state drawn from the seed by the 32-bit finaliser of MurmurHash3 (Appleby 2011).
 */
export function randomSource(seed: number): RandomSource {
  let [a, b, c, d] = stateOf(seed)
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotateLeft(d, 11)
    return result / 2 ** 32
  }
}

/** The items in a random order (Fisher-Yates); the given array stays as it was. */
export function shuffled<T>(items: readonly T[], random: RandomSource): T[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last -= 1) {
    const chosen = Math.floor(random() * (last + 1))
    const swapped = order[last] as T
    order[last] = order[chosen] as T
    order[chosen] = swapped
  }
  return order
}

function stateOf(seed: number): [number, number, number, number] {
  const word = (index: number) => scrambled((seed >>> 0) + Math.imul(index, 0x9e3779b9))
  return [word(1), word(2), word(3), word(4)]
}

function scrambled(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}

function rotateLeft(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by))
}
