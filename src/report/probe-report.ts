/** The report of a whole probe as data: JSON schema version 1, DESIGN §9. A field that is not known is absent. */
import type { OriginalPosition } from '../maps/original-position.js'
import type { ResultKind } from '../scan/scanned-site.js'
import type { SiteKind } from '../source/site.js'
import type { Interval } from '../stats/interval.js'
import type { Reason, Verdict } from '../verdict/site-verdict.js'
import type { Counterexample } from '../wire/record.js'
import type { Wrap } from '../wire/run-config.js'
import type { ExistingCache } from './existing-cache.js'
import type { Dropped, Funnel } from './funnel-report.js'
import type { HotSpotReport, ProfileReport } from './hot-spot-report.js'
import type { MeasuredEnvironment, ReportHead } from './report-head.js'
import type { ScreeningReport, StalenessReport } from './screening-report.js'

export interface ProbeReport extends ReportHead {
  environment: MeasuredEnvironment
  funnel: Funnel
  functions: FunctionReport[]
  existingCaches: ExistingCache[]
  recommendedSet?: RecommendedSetReport
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
