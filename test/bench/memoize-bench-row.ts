/**
 * Measures all contestants of one row, interleaved, in this process, and prints what they took as JSON:
 * `node memoize-bench-row.js <row> <path of peers.mjs>`. Each row has processes of its own, so that no memoizer has met
 * keys of another kind.
 */
import { pathToFileURL } from 'node:url'
import { type Contestant, contestantsOf } from './memoize-contestants.js'
import { type BenchPath, benchLoop, type Loop } from './memoize-loops.js'
import { type BenchRow, benchRow, SIZES } from './memoize-rows.js'

export interface Series {
  path: BenchPath
  size: number
  /** Nanoseconds for each call, by name of the contestant, round by round. */
  callNs: Record<string, number[]>
}

export interface RowMeasurement {
  /** All, whether or not they can do the row. */
  contestants: Omit<Contestant, 'make'>[]
  series: Series[]
}

const ROUNDS = 9
const SAMPLE_NS = 1.5e6
/** Misses go through ten times as much code, all of which has to be optimised. */
const WARM_UP_NS: Record<BenchPath, number> = { hit: 20e6, miss: 60e6 }
/** Optimising takes CPU time too, and could be all that a warm-up is: it goes on for so many calls. */
const WARM_UP_CALLS = 200_000
/** In times of the shortest warm-up: whoever is slower than that is not waited for. */
const LONGEST_WARM_UP = 10
/** Calls between two looks at the clock while warming up. */
const FEW_CALLS = 128

interface Measured {
  name: string
  loop: Loop
  callsInSample: number
  callNs: number[]
}

function measured(path: BenchPath, row: BenchRow, size: number, contestants: Contestant[]): Series {
  const all = contestants.flatMap((contestant): Measured[] => {
    const loop = benchLoop(path, contestant, row, size)
    return loop === undefined
      ? []
      : [{ name: contestant.name, loop, callsInSample: warmUp(loop, WARM_UP_NS[path]), callNs: [] }]
  })
  for (let round = 0; round < ROUNDS; round++) {
    // Each goes first in some rounds: drift of the machine falls on all alike.
    for (let turn = 0; turn < all.length; turn++) sample(all[(round + turn) % all.length] as Measured)
  }
  return { path, size, callNs: Object.fromEntries(all.map(({ name, callNs }) => [name, callNs])) }
}

/** How many calls make up a sample: as many as the last ones, which ran optimised, show. */
function warmUp(loop: Loop, leastNs: number): number {
  const start = cpuNs()
  let calls = FEW_CALLS
  let made = 0
  for (;;) {
    const before = cpuNs()
    loop(calls)
    made += calls
    const tookNs = cpuNs() - before
    const isWarm = before - start > (made > WARM_UP_CALLS ? leastNs : LONGEST_WARM_UP * leastNs)
    if (isWarm && tookNs > SAMPLE_NS / 4) return Math.ceil((calls * SAMPLE_NS) / tookNs)
    if (tookNs < SAMPLE_NS / 2) calls *= 2
  }
}

function sample({ loop, callsInSample, callNs }: Measured): void {
  const start = cpuNs()
  loop(callsInSample)
  callNs.push((cpuNs() - start) / callsInSample)
}

/** Of this process alone: what the machine does besides must not count, so far as that can be. */
function cpuNs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) * 1000
}

const [, , rowName, peersPath] = process.argv
const row = benchRow(String(rowName))
const { peers } = await import(pathToFileURL(String(peersPath)).href)
const contestants = contestantsOf(row, peers)
const series = SIZES.flatMap((size) => (['hit', 'miss'] as const).map((path) => measured(path, row, size, contestants)))
const measurement: RowMeasurement = { contestants: contestants.map(({ make: _, ...rest }) => rest), series }
console.log(JSON.stringify(measurement))
