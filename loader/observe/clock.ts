/** Reads the clock for the `time` arm, and knows what a reading costs. */

// Taken before fake timers. process.hrtime() is the cheapest exact clock: 34-46 ns, its bigint form 56-75 (made into a
// number), performance.now() 42-55 (Node 20 to 26).
const { hrtime } = process
const READINGS = 401
const ROUNDS = 32

export function readClockNs(): number {
  const [seconds, nanoseconds] = hrtime()
  return seconds * 1e9 + nanoseconds
}

let costNs: number | undefined

/** What lies between two readings with nothing in between. Taken once, in 1-3 ms. */
export function clockCostNs(): number {
  costNs ??= calibrate()
  return costNs
}

/** The lowest of many medians: the first rounds run in the interpreter, and others beside a busy neighbour. */
function calibrate(): number {
  let lowest = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) lowest = Math.min(lowest, medianDifferenceNs())
  return lowest
}

function medianDifferenceNs(): number {
  const differences = new Float64Array(READINGS)
  for (let index = 0; index < READINGS; index++) {
    const startNs = readClockNs()
    differences[index] = readClockNs() - startNs
  }
  return differences.sort()[READINGS >> 1] as number
}
