/**
 * What one process (pid, thread) writes during a run: `<name>.jsonl`, append-only lines, and `<name>.counters`, the
 * Float64 (little-endian) blocks of its sites, overwritten in place at each flush. A cut-off last line is ignored.
 */
import type { CachesLine, StaleEntryLine } from './cache-marks.js'
import type { RepeatsLine } from './repeats.js'
import type { Wrap } from './run-config.js'
import type { SharedCacheLine } from './shared-cache.js'
import type { StalenessLine } from './staleness.js'

/** The first line of every record. */
export interface ProcessLine {
  type: 'process'
  wireVersion: number
  pid: number
  ppid: number
  /** 0: the main thread. */
  threadId: number
  /** `process.version`. */
  node: string
  /** argv without `process.execPath`. */
  argv: string[]
  /** Milliseconds since the epoch. */
  startedAtMs: number
  /** Absent: its functions are watched. A package manager only says which of its children were lost. */
  role?: 'package-manager'
}

/** A target module was evaluated in this process; sites take consecutive blocks from `firstBlock` on. */
export interface ModuleLine {
  type: 'module'
  /** Path relative to the root, or a builtin such as `node:path`. */
  file: string
  wrap: Wrap
  firstBlock: number
  sites: string[]
}

/**
 * From now on other keys than the one by identity are followed at a site: until now they were the same. Their counters
 * take consecutive blocks from `firstBlock` on, in the order of the site's `variants`, and go on from what `of` held.
 */
export interface VariantsLine {
  type: 'variants'
  site: string
  /** The site's own block. */
  of: number
  firstBlock: number
  count: number
}

/** A target file that was met and could not be wrapped. */
export interface SkippedLine {
  type: 'skipped'
  file: string
  reason: 'unparsable' | 'unreadable' | 'not-instrumented'
  detail: string
}

/** A would-be hit whose fresh result differed from the stored one. Values are printed, bounded, with getters unread. */
export interface CounterexampleLine {
  type: 'counterexample'
  site: string
  counterexample: Counterexample
  /** Index among the site's variants; absent: by identity. */
  variant?: number
}

export interface Counterexample {
  arguments: string[]
  stored: string
  fresh: string
  /** How many calls of the site came before this one in its process. */
  afterCalls: number
  /** First stack frame outside the loader, relative to the root where it can be. */
  callSite: string | undefined
}

/**
 * Why a check could not say "equal", or the evidence behind a counter, at most one line for each site and code.
 * codes: `uncomparable-result`, `over-budget`, `mutated-argument`, `mutated-this`, `mutated-result`, `host-state`,
 * `iterator`, `sensor`, `returns-argument`; from `time` runs {@link INSIDE_HIT}.
 */
export interface EvidenceLine {
  type: 'evidence'
  site: string
  code: string
  detail: string
}

/**
 * Reuse distances of one site in one process, written at the end, and before as calls multiply, since the process may be
 * killed: the last line of a block counts. `[distance, accesses]`, distance 1 = the most recent key. A hit at cache size n is an access with distance <= n. Mattson et al. (1970). First accesses are `cold`.
 */
export interface DistancesLine {
  type: 'distances'
  site: string
  distances: [distance: number, accesses: number][]
  cold: number
  /** The site's own block. */
  block?: number
  /** Index among the site's variants; absent: by identity. */
  variant?: number
}

/** A function of that file, absolute path, is the outermost of the owner's on the stack of a call of the site, or was last. */
export interface CallerLine {
  type: 'caller'
  site: string
  file: string
}

/** Files of the owner's that are no targets and were evaluated in this process, absolute paths: its test files are among them. */
export interface LoadedLine {
  type: 'loaded'
  files: string[]
}

/** A fault of the loader itself: it has disabled itself, and says why. */
export interface FaultLine {
  type: 'fault'
  message: string
  stack: string
}

/** Something the driver should pass on to the owner. */
export interface WarningLine {
  type: 'warning'
  code: string
  args: Record<string, string | number>
}

/** The loader is ready, and the owner's program begins; threads of a process that is recorded do not say it. */
export interface ReadyLine {
  type: 'ready'
  /** CPU time that this took, ms: the program would not have needed it. */
  cpuMs: number
}

/** The last line of a process that ended in an orderly way. */
export interface EndLine {
  type: 'end'
  exitCode: number
  /** `process.cpuUsage()` at the end, user and system, milliseconds. 0 for worker threads: the process has it all. */
  cpuMs: number
  /** What the process held in memory (resident) at the end; absent: it could not be had. */
  memoryBytes?: number | undefined
  /** Programs that the process has started; absent in threads, whose process has them all. */
  programs?: number
  /** It ended by `process.exit`, or by an error: its event loop had not come to an end. */
  cutShort?: boolean
  /** It has set its time zone: in a thread `process.env.TZ` is no more than a text. */
  zoneSet?: boolean
}

export type RecordLine =
  | ProcessLine
  | ReadyLine
  | ModuleLine
  | CachesLine
  | StaleEntryLine
  | VariantsLine
  | SkippedLine
  | CounterexampleLine
  | EvidenceLine
  | DistancesLine
  | StalenessLine
  | RepeatsLine
  | SharedCacheLine
  | CallerLine
  | LoadedLine
  | FaultLine
  | WarningLine
  | EndLine

/** Code of the evidence that a would-be hit ran inside of one of another site, whose id is the detail. */
export const INSIDE_HIT = 'inside-hit'

export const LINES_SUFFIX = '.jsonl'
export const COUNTERS_SUFFIX = '.counters'
