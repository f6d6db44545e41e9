/** Random numbers that are the same in every run of a test. */

export interface SeededRandom {
  /** A whole number in [0, below). */
  below(below: number): number
  /** In [0, 1). */
  unit(): number
}

/** Mulberry32: 32 bits of state, enough for traces of a few thousand draws. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { unit, below: (below) => Math.floor(unit() * below) }
}
