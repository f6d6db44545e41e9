/** What V8 takes to compile the `time` arm, of which no counter tells. */
import type { TimedRun } from './saved-share.js'

/**
 * In one process at most, with what the arm takes until it is compiled: 70 to 110 ms where calls are 20 to 100 µs apart,
 * whether there are 8,000 of them or ten times as many.
 */
const MOST_WARM_UP_NS = 100e6

/** Of short commands it is never said to be more than this share. */
const MOST_SHARE = 0.5

/**
 * CPU time of the command in a `time` run without it: where runs with nothing cached took less, what they took; and no less
 * than it can have been, as the machine may have been slower then.
 */
export function coldNs(run: TimedRun, offNs: number): number {
  return Math.min(run.commandNs, Math.max(offNs, coldest(run).commandNs))
}

/** The run, had all that it can have taken been in it. */
export function coldest(run: TimedRun): TimedRun {
  const { commandNs, processes } = run
  return { ...run, commandNs: Math.max((1 - MOST_SHARE) * commandNs, commandNs - processes * MOST_WARM_UP_NS) }
}
