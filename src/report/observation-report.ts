/** The report of one observed run as data. */
import type { OriginalPosition } from '../maps/original-position.js'
import type { Counterexample } from '../wire/record.js'
import type { Wrap } from '../wire/run-config.js'
import type { Funnel } from './funnel-report.js'
import type { ReportHead } from './report-head.js'
import type { PromisesReport, RepeatsReport, SharedCacheReport, StalenessReport } from './screening-report.js'

/** What `cache-probe observe` found: one `observe` run, nothing judged. */
export interface ObservationReport extends ReportHead {
  funnel: Pick<Funnel, 'scanned' | 'instrumented' | 'called' | 'repeated'>
  /** Sites that were called. */
  functions: ObservedFunction[]
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
