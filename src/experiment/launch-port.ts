/** The one thing that the experiment asks of the outside: run the owner's command once. */
import type { RunOutcome } from '../launch/run-outcome.js'
import type { Arm, SitePlan } from '../wire/run-config.js'

export interface LaunchRequest {
  /** Arm of every site that `sites` does not name. */
  arm: Arm
  sites: Record<string, SitePlan>
  /** When present, only these sites are rewritten. */
  only?: string[]
  /** What it does to the caches that the program has already; absent: nothing. */
  caches?: 'counted' | { off: string[] }
  /** Only these test files are run, absolute paths; absent: the whole command. */
  files?: readonly string[]
  /** `observe`: which of the owner's files call each site is to be told. */
  callers?: true
  /** Its times are compared with those of other runs, so nothing may run beside it that need not. */
  timed: boolean
  /** In a thread of a process that is there already, where the command is a script that can be run so. */
  inThread?: true
  /** undefined: as long as every run. */
  timeoutSeconds?: number
  /** For people: `observe`, `time 1`, `pair 3 of src/a.js#f, cached`. */
  label: string
}

export type Launch = (request: LaunchRequest) => Promise<RunOutcome>

export type Stage = 'observe' | 'time' | 'cached' | 'culprits' | 'target' | 'validate' | 'calibrate' | 'caches'

/** Told before each run. */
export type OnProgress = (progress: { stage: Stage; label: string }) => void

/** What a launch rejects with when no more runs are to be had, as where those of an interrupted experiment are analysed. */
export class RunsEnded extends Error {}

/** What `work` comes to; undefined: it needs more runs than are to be had. */
export async function unlessRunsEnd<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof RunsEnded) return undefined
    throw error
  }
}
