/** Reads the clock for the `time` arm, and knows what a reading costs. */

// Taken before fake timers. process.hrtime() is the cheapest exact clock: 34-46 ns, its bigint form 56-75 (made into a
// number), performance.now() 42-55 (Node 20 to 26).
const { hrtime } = process
const READINGS = 401

export function readClockNs(): number {
  const [seconds, nanoseconds] = hrtime()
  return seconds * 1e9 + nanoseconds
}

let costNs: number | undefined

/** What lies between two readings with nothing in between: the median of many, taken once. */
export function clockCostNs(): number {
  costNs ??= calibrate()
  return costNs
}

function calibrate(): number {
  const differences = new Float64Array(READINGS)
  // The first rounds run in the interpreter, where the wrapper's own readings will soon no longer be.
  for (let round = 0; round < 8; round++) {
    for (let index = 0; index < READINGS; index++) {
      const startNs = readClockNs()
      differences[index] = readClockNs() - startNs
    }
  }
  return differences.sort()[READINGS >> 1] as number
}
