/** What the driver tells the loader about one run: the file that `CACHE_PROBE_RUN` points at. */
import type { MarkedCache } from './cache-marks.js'
import type { CapturedPlace } from './captured-place.js'
import type { SiteKey } from './site-key.js'

/** What one run does to a site: `off` leaves it untouched. DESIGN §1. */
export type Arm = 'off' | 'observe' | 'time' | 'cached'

/** How a site is wrapped: by replacing its binding in the source, or a module's export from outside. */
export type Wrap = 'bindings' | 'exports'

/** What one site does in this run; sites that are not named follow {@link RunConfig.arm}. */
export interface SitePlan {
  arm: Arm
  /** Bound of the cache in entries (`cached`, `time`); undefined: {@link RunConfig.cacheSize}. */
  maxsize?: number
  /** undefined: by identity. */
  key?: SiteKey
  /** `observe`: keys to be followed beside the one by identity. */
  variants?: SiteKey[]
  /** `observe`: variables that it reads and others write. */
  captured?: CapturedPlace[]
  /** `observe`: fields that it fills when they are first needed, which is no change that counts. */
  filled?: string[]
  /** `observe`: with a budget that would be too large for all sites. */
  closely?: boolean
  /** `observe`: variables of the functions around it that decide its results, by which one cache for all closures could tell them. */
  enclosed?: string[]
  /** `time`: all but reading the clock, to tell what that costs. */
  untimed?: boolean
}

/** Which files are targets. Every pattern is the source of a RegExp over the path relative to `root`, with `/`. */
export interface TargetMatcher {
  include: string[]
  exclude: string[]
}

/** A site as its module's users see it; `flags` as the rewriter would pass them. */
export interface ExportedSite {
  id: string
  flags: number
}

export interface RunConfig {
  wireVersion: number
  runId: string
  /** Real path of the project's root; ids and relative paths start here. */
  root: string
  /** Absolute directory that each process writes its record files into. */
  recordDir: string
  /** Absolute directory of rewritten sources, keyed by content; undefined: do not keep any. */
  rewriteCacheDir: string | undefined
  /** Absolute path of the loader's `preload.cjs`, for children that lost it. */
  preloadPath: string
  targets: TargetMatcher
  /** Way of wrapping for source files. */
  wrap: Wrap
  /** A target may be an ES module; without one the loader need not open that door, which is costly on Node 20. */
  hasModules: boolean
  /** Builtins to wrap by `exports`, with their prefix: `node:path`. */
  builtins: string[]
  /**
   * For what is wrapped by `exports`: file -> exported name -> its site, or null where that is to be left alone. A name
   * that is missing gets `file#name`.
   */
  exportedSites: Record<string, Record<string, ExportedSite | null>>
  /** Arm of every site that `sites` does not name. */
  arm: Arm
  sites: Record<string, SitePlan>
  /** When present, only these sites are rewritten; everything else in their files stays as it was. */
  only: string[] | undefined
  /** By file, caches of the owner's that this run counts or switches off; absent: none. */
  caches?: Record<string, MarkedCache[]>
  /** Ids of those that are to answer that nothing is there, the others being as they are; absent: all are counted. */
  cachesOff?: string[]
  /** Size that cache_info is quoted at, in entries. */
  cacheSize: number
  /** Largest size that may be recommended, in entries. */
  maxCacheSize: number
  /** Absolute directory that each thread writes a CPU profile into, and does nothing else; absent: none is made. */
  profileDir?: string
  /** `observe` follows and checks every call, whatever that costs. */
  exhaustive: boolean
  /** `observe`: it is to be told which of the owner's files call each site, and which are loaded. */
  callers?: true | undefined
  /** The loader was typed by hand, without a driver: print a summary at the end. */
  standalone: boolean
}

/** Name of the environment variable that holds the absolute path of the run's JSON {@link RunConfig}. */
export const RUN_CONFIG_VARIABLE = 'CACHE_PROBE_RUN'
