/** Reads the clock for the `time` arm, and knows what a reading costs. */

// Taken before fake timers. process.hrtime() is the cheapest exact clock: 34-46 ns, its bigint form 56-75 (made into a
// number), performance.now() 42-55 (Node 20 to 26).
const { hrtime } = process
const READINGS = 51

export function readClockNs(): number {
  const [seconds, nanoseconds] = hrtime()
  return seconds * 1e9 + nanoseconds
}

let costNs = Number.POSITIVE_INFINITY
let uses = 0

/**
 * What lies between two readings with nothing in between: the lowest of some medians, as the first are taken in the
 * interpreter, and others beside a busy neighbour. One more is taken each time it has been used twice as often: what all
 * of them take, 5-30 µs each, stays small beside what it is used for.
 */
export function clockCostNs(): number {
  uses++
  if ((uses & (uses - 1)) === 0) costNs = Math.min(costNs, medianDifferenceNs())
  return costNs
}

function medianDifferenceNs(): number {
  const differences = new Float64Array(READINGS)
  for (let index = 0; index < READINGS; index++) {
    const startNs = readClockNs()
    differences[index] = readClockNs() - startNs
  }
  return differences.sort()[READINGS >> 1] as number
}
