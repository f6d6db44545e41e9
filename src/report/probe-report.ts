/** The report as data: JSON schema version 1, DESIGN §9. A field that is not known is absent. */

import type { OriginalPosition } from '../maps/original-position.js'
import type { ResultKind } from '../scan/scanned-site.js'
import type { SiteKind } from '../source/site.js'
import type { Interval } from '../stats/interval.js'
import type { Reason, Verdict } from '../verdict/site-verdict.js'
import type { Counterexample } from '../wire/record.js'
import type { Wrap } from '../wire/run-config.js'
import type { KeyStrategy } from '../wire/site-key.js'
import type { ExistingCache } from './existing-cache.js'
import type { Dropped, Funnel } from './funnel-report.js'
import type { HotSpotReport, ProfileReport } from './hot-spot-report.js'

export const SCHEMA_VERSION = 1

export interface ProbeReport {
  schemaVersion: typeof SCHEMA_VERSION
  tool: { name: string; version: string }
  environment: { node: string; v8: string; os: string; cpus: number; cpuSource?: 'launcher' | 'records' | 'host' }
  command: string[]
  options: Record<string, unknown>
  funnel: Funnel
  functions: FunctionReport[]
  existingCaches: ExistingCache[]
  recommendedSet?: RecommendedSetReport
  warnings: Reason[]
  /** Absent: none was given. */
  profiles?: ProfileReport[]
  runs: RunsReport
  /** Absolute; where every run's numbers are kept: `cache-probe report` analyses them anew. */
  runDirectory?: string
}

/** Runs of the command in each stage, and the wall time of all of them. */
export interface RunsReport {
  screening: number
  validation: number
  confirmation: number
  /** Without the caches that the program has already; absent: none. */
  caches?: number
  seconds: number
}

/** The functions to cache together, and what that saves, measured with all of them cached against none. */
export interface RecommendedSetReport {
  ids: string[]
  speedup?: Interval
  commandCpu?: Interval
  commandWall?: Interval
  /** Functions that deserve a cache, but save too little beside another one's. */
  leftOut?: { id: string; beside: string }[]
}

export interface FunctionReport extends HotSpotReport {
  id: string
  file: string
  name: string
  line: number
  column: number
  original?: OriginalPosition
  kind: SiteKind
  exported: boolean
  async: boolean
  wrap?: Wrap
  purity: PurityReport
  screening?: ScreeningReport
  validation?: ValidationReport
  verdict: Verdict
  reasons: Reason[]
  cautions: Reason[]
  /** What would do better than a cache, or as well. */
  alternatives: Reason[]
  /** Absent: it is to be applied. */
  dropped?: Dropped
}

export interface PurityReport {
  static: 'pure' | 'impure' | 'unknown'
  /** `path`: the functions that lead there, itself first; absent: it does so itself. */
  reasons: { code: string; line: number; message: string; path?: string[] }[]
  /** What its source says that it returns; absent: the source was not analysed. */
  returns?: ResultKind[]
  runtime?: { checked: number; mismatches: number; counterexample?: Counterexample; staleness?: StalenessReport }
}

/** How soon the same arguments gave another result. A change is a result followed by another one, whatever its key. */
export interface StalenessReport {
  changes: number
  /** Repeated calls that gave what they had given before. */
  agreed: number
  /** Between a result and the first other one. */
  soonestMs: number
  medianMs: number
  soonestCalls: number
  medianCalls: number
  /** Changes before which a captured variable was seen to have got another value. */
  after: { place: string; changes: number }[]
}

/** cache_info at `maxsize` entries, as a cache would have had it. */
export interface ScreeningReport {
  calls: number
  /** Calls that were only counted; all other figures are of the rest. Absent: none. */
  unfollowed?: number
  hits: number
  misses: number
  hitRate?: number
  maxsize: number
  currsize: number
  evictions: number
  keyStrategy: KeyStrategy
  /** The option of `memoize` that makes such keys; absent: by identity. */
  key?: string
  /** What each key came to that could have been chosen; absent: there was no choice. */
  keysTried?: TriedKeyReport[]
  /** Mean cost of a call that would have hit, ns. */
  hitCallNs?: number
  /** Predicted share of the command's CPU time. */
  savedShare?: number
  /** What an entry of its cache keeps alive, key and result, bytes: an estimate. */
  entryBytes?: number
  sizeCurve: [size: number, hitRate: number][]
  recommendedMaxsize?: number
  promises?: PromisesReport
  repeats?: RepeatsReport
  sharedCache?: SharedCacheReport
}

/** What one cache for all closures would have done, with keys by identity that hold what they capture as well. */
export interface SharedCacheReport {
  /** Closures that were made and watched. */
  instances: number
  /** Names of what they capture. */
  captured: string[]
  /** At `maxsize` entries, as those of the screening. */
  hits: number
  misses: number
  hitRate?: number
  /** Of its hits, those that should have given another result: something else that is captured decides. */
  mismatches: number
  sizeCurve: [size: number, hitRate: number][]
  recommendedMaxsize?: number
}

/** From the observed run; `hitRate` is that of the best size, 0..1. */
export interface TriedKeyReport {
  keyStrategy: KeyStrategy
  /** What holds more values than this is told by reference; absent: all data is told by content, or by identity. */
  contentUpTo?: number
  hitRate?: number
  /** Repeated calls whose result was not that of the first. */
  mismatches: number
  /** Calls that no such key could be made for. */
  bypassed: number
  /** Calls up to which it was followed: fewer than all where it repeated no more than the others. */
  followed: number
  /** Mean cost of making one, ns. */
  keyNs?: number
}

/** Where the repeated calls with keys by identity come from. */
export interface RepeatsReport {
  /** Repeated calls whose stack was looked at. */
  sampled: number
  /** Of these: the earlier call with that key was made at the same place, or elsewhere. */
  sameCallSite: number
  otherCallSite: number
  /** Of these: the earlier call came out of another test file of the same process. */
  otherFile: number
  /** The most frequent stack: where its call stands, and its share of the sample (0..1). */
  loop?: { place: string; share: number }
  /** Processes, and processes and threads, that called it. */
  processes: number
  memories: number
  /** Share (0..1) of a process's keys that another process had as well: what repeats only so is no hit. */
  knownElsewhere: number
}

/** Of a function that returned promises. */
export interface PromisesReport {
  /** Hits on a promise that was still pending. */
  inFlight: number
  settled: number
  /** Not settled when their process ended. */
  pendingAtEnd: number
  /** Hits that could not be compared for that, or as too many were waited for. */
  unsettledHits: number
}

/** cache_info summed over the cached runs, and the intervals of what they saved. */
export interface ValidationReport {
  pairs: number
  hits: number
  misses: number
  hitRate?: number
  /** Of the hits, those on a promise that was still pending. */
  inFlight?: number
  maxsize: number
  speedup?: Interval
  commandCpu?: Interval
  commandWall: Interval
  /** What the command's processes held more in memory (resident) at their ends, bytes: median over the pairs. */
  heapDelta?: number
}

/** What `cache-probe calibrate` found: how far runs differ that do the same. */
export interface CalibrationReport {
  schemaVersion: typeof SCHEMA_VERSION
  tool: { name: string; version: string }
  environment: { node: string; v8: string; os: string; cpus: number; cpuSource?: 'launcher' | 'records' | 'host' }
  command: string[]
  options: Record<string, unknown>
  pairs: number
  /** Absent: CPU time could not be had. */
  cpu?: NoiseReport
  wall: NoiseReport
  /** For one candidate and for many: what the experiment could settle with the pairs that it may run. */
  settles: { candidates: number; pairs: number; cpu?: number; wall: number }[]
  warnings: Reason[]
}

export interface NoiseReport {
  meanMs: number
  /** Standard deviation as a share of the mean: of all runs, and of a run beside its neighbour. */
  runSpread: number
  pairSpread: number
  /** What one run of each pair, drawn at random, appears to save; the truth is 0. */
  apparentSaving: Interval
}

/** What `cache-probe observe` found: one `observe` run, nothing judged. */
export interface ObservationReport {
  schemaVersion: typeof SCHEMA_VERSION
  tool: { name: string; version: string }
  environment: { node: string; v8: string; os: string; cpus: number }
  command: string[]
  options: Record<string, unknown>
  funnel: Pick<Funnel, 'scanned' | 'instrumented' | 'called' | 'repeated'>
  /** Sites that were called. */
  functions: ObservedFunction[]
  warnings: Reason[]
}

export interface ObservedFunction extends ObservationRow {
  file: string
  name: string
  line: number
  column: number
  original?: OriginalPosition
  wrap: Wrap
  counterexample?: Counterexample
  staleness?: StalenessReport
  promises?: PromisesReport
  repeats?: RepeatsReport
  sharedCache?: SharedCacheReport
}

/** What a cache of `maxsize` entries would have done for one site. */
export interface ObservationRow {
  id: string
  calls: number
  /** Calls that were only counted: a function that is called too often is followed in bursts. Absent: none. */
  unfollowed?: number
  hits: number
  misses: number
  /** 0..1; undefined: no call could be keyed. */
  hitRate?: number | undefined
  /** Would-be hits whose fresh result differed from the stored one. */
  mismatches: number
}
