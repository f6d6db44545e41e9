/** What one run of the owner's command came to: how it ended, what it cost, and what every process recorded. */
import type { CacheRecord } from '../wire/cache-marks.js'
import type { MainFile } from '../wire/process-tree.js'
import type { SkippedLine, WarningLine } from '../wire/record.js'
import type { Conduct } from '../wire/sum-ends.js'
import type { SiteRecord } from '../wire/sum-sites.js'
import type { Printed } from './printed.js'

export type RunEnd =
  | { kind: 'exited'; code: number }
  | { kind: 'signalled'; signal: NodeJS.Signals }
  | { kind: 'timed-out'; afterSeconds: number }

export type { SiteRecord }

export interface RunOutcome {
  runId: string
  end: RunEnd
  wallMs: number
  /**
   * CPU time of the command with all descendants that were waited for, ms, as it would be without our loader's start;
   * undefined: could not be had.
   */
  cpuMs: number | undefined
  /**
   * `launcher`: cutime + cstime of the launcher process, 10 ms steps. `records`: sum of what the processes wrote. `host`:
   * what the process took whose thread the run was.
   */
  cpuSource: 'launcher' | 'records' | 'host' | undefined
  /** CPU time that our loader took to start in its processes, ms; absent: not known. */
  loaderMs?: number
  /** What its processes held in memory when each ended, bytes, summed; undefined: one of them did not say. */
  memoryBytes: number | undefined
  /** Keyed by site id; a site that was never loaded is absent. */
  sites: Map<string, SiteRecord>
  /** The owner's own caches, where the run watched them and they were loaded; undefined: it did not. */
  caches?: CacheRecord[]
  skipped: SkippedLine[]
  warnings: WarningLine[]
  /** Faults of our loader, one message each. */
  faults: string[]
  /** Processes in which the loader was active. */
  instrumentedProcesses: number
  conduct: Conduct
  /** The owner's programs that had a process of their own, such as test files; undefined: not known. */
  mains?: MainFile[]
  /** The owner's files that were evaluated and are no targets, such as test files; undefined: not known. */
  loaded?: string[] | undefined
  /** Last lines of the command's stdout and stderr, as it printed them; empty where it passed and the run was kept. */
  outputTail: string
  /** The same lines as digests, kept of every run; undefined: nobody looked. */
  printed?: Printed
  /** It printed otherwise than all runs before in which nothing was cached; absent: it did not, or nobody can tell. */
  otherwise?: boolean
  /** undefined: nobody looked. */
  surroundings?: Surroundings
}

/** What else there was to a run, on this machine at that time. */
export interface Surroundings {
  /** From asking for the run to having its outcome, ms: our own share included. */
  tookMs: number
  /** CPU time that everything else on the machine used meanwhile, as a share of one processor; undefined: not known. */
  othersShare: number | undefined
  /** Other invocations of cache-probe by the same user. */
  otherSessions: number
}

/** For people, completing "the command ...". */
export function wayOut(end: RunEnd): string {
  switch (end.kind) {
    case 'exited':
      return `ended with exit code ${end.code}`
    case 'signalled':
      return `was killed by ${end.signal}`
    case 'timed-out':
      return `was still running after ${end.afterSeconds} s`
  }
}

/** True when the command did what it does when all is well. */
export function succeeded(outcome: RunOutcome): boolean {
  return outcome.end.kind === 'exited' && outcome.end.code === 0
}

/** It passed, and printed what it always prints. */
export function didAsUsual(outcome: RunOutcome): boolean {
  return succeeded(outcome) && !outcome.otherwise
}
