/** What one invocation is going to do, checked and complete: nothing after this point asks where a value came from. */
import type { Wrap } from '../wire/run-config.js'

export type ReporterName = 'table' | 'json'

/** One report to write; without `file` it goes to stdout. */
export interface ReporterPlan {
  name: ReporterName
  /** Absolute path. */
  file?: string
}

export interface ProbePlan {
  /** Real path of the project: the nearest directory with a package.json, upwards from where cache-probe was started. */
  root: string
  /** The owner's command, one word an element; run in the directory that cache-probe was started in. */
  command: string[]
  /** Absolute directory that the command runs in. */
  cwd: string
  /** Globs relative to `root`, with `/`: the files to probe. Empty when only builtins are probed. */
  include: string[]
  /** Globs relative to `root`, with `/`: left out of `include`. */
  exclude: string[]
  /** Package and builtin specifiers as given; already part of `include` and `builtins`. */
  packages: string[]
  /** Node builtins to probe, with their prefix: `node:path`. */
  builtins: string[]
  /** How source files are wrapped. */
  wrap: Wrap
  /** Entries; the size that cache_info is quoted at. */
  cacheSize: number
  /** Entries; the largest size that may be recommended. */
  maxCacheSize: number
  /** 0..1. */
  hitRateThreshold: number
  /** Share of the command's time, 0..1; at most `speedupThreshold`. */
  screeningFloor: number
  /** Share of the command's time, 0..1. */
  speedupThreshold: number
  /** Calls. */
  minCalls: number
  /** Absolute paths of CPU profiles. */
  profile: string[]
  /** Milliseconds; a function that a profile shows running for less is no hot spot. */
  minTotalMs: number
  /** Pairs of runs for each candidate, at least. */
  repeats: number
  /** Pairs of runs that `calibrate` makes. */
  calibrationPairs: number
  /** Runs of the command in all, at most. */
  budgetRuns: number
  /** Seconds of runs in all. */
  budgetSeconds: number
  /** Probability (0..1) of calling any function worth a cache by chance. */
  alpha: number
  /** Seconds that one run may take. */
  timeoutSeconds: number
  /** Seconds between SIGTERM and SIGKILL. */
  killGraceSeconds: number
  /** Timed runs keep whatever the test runner does in parallel. */
  keepParallel: boolean
  /** Validation may run some of the test files only. */
  target: boolean
  /** Caches that the program has already are switched off in runs of their own, to measure them. */
  ownCaches: boolean
  /** The two runs of a pair are made at the same time. */
  duet: boolean
  /** `observe` follows and checks every call, whatever that costs. */
  exhaustive: boolean
  /** Seed of the order of runs, 0..2^32-1; the same seed gives the same order. */
  seed: number
  /** What each timed run is: a fresh process, or a fresh thread of one process; `auto` finds out. */
  isolation: 'auto' | 'subprocess' | 'inprocess'
  reporters: ReporterPlan[]
  /** Stream the command's output to stderr while it runs. */
  verbose: boolean
}
