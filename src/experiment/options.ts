/** What the owner may choose about the experiment; the defaults live with the configuration. */
import type { CapturedPlace } from '../wire/captured-place.js'
import type { KeyStrategy, SiteKey } from '../wire/site-key.js'
import type { CommandShare } from './targeting.js'

export interface ExperimentOptions {
  /** Size that cache_info is quoted at, in entries. */
  cacheSize: number
  /** Bound of the largest cache that may be recommended, in entries. */
  maxCacheSize: number
  /** 0..1. */
  hitRateThreshold: number
  /** Share of the command's CPU time, 0.03 = 3 %. */
  screeningFloor: number
  /** Share of the command's time, 0.05 = 5 %. */
  speedupThreshold: number
  minCalls: number
  /** Milliseconds that a hot spot of a profile runs for, at least. */
  minTotalMs: number
  /** Pairs of runs for each survivor, at least. */
  repeats: number
  seed: number
  /** Runs of the command in all, at most: a search for culprits that is begun is ended. */
  budgetRuns: number
  /** Seconds of runs in all, at most; a block that is begun is ended. */
  budgetSeconds: number
  /** The two runs of a pair are made at the same time. */
  duet: boolean
  /** Probability (0..1) that any site is called worth a cache which, by the command's times, is not. */
  alpha: number
  /** What validation's runs take of the whole command, where they run some of its test files only. */
  commandShare?: CommandShare | undefined
}

/** What the experiment has to know about a site. */
export interface ProbedSite {
  id: string
  async: boolean
  /** It can be wrapped, and static analysis does not rule it out. */
  candidate: boolean
  /** Static analysis sees state that a cache would have to follow; `of-arguments`: in objects that it may be given. */
  state: SiteState
  /** The same where the cache has such a key, which may hold some of that state. */
  stateUnder?: Partial<Record<KeyStrategy, SiteState>>
  /** Kinds of things in its text that tend to take time. */
  expenses?: number
  /** What a CPU profile says of it; absent: no profile was given. */
  profiled?: ProfiledTime
  /** Keys that it could have beside the one by identity. */
  keys?: SiteKey[]
  /** Variables that it reads and others write. */
  captured?: CapturedPlace[]
  /** Fields that it fills when they are first needed, which is no change that counts. */
  filled?: string[]
  /** Variables of the functions around it that decide its results; absent: it is no closure, or it cannot be told. */
  enclosed?: string[]
}

/** Milliseconds that it was on the stack, at work or in tests. */
export interface ProfiledTime {
  totalMs: number
  from: 'production' | 'suite'
}

export type SiteState = 'none' | 'of-arguments' | 'any'
