/** What the report says of the calls of one function as they were observed. A field that is not known is absent. */
import type { KeyStrategy } from '../wire/site-key.js'

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
