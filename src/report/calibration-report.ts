/** The report of pairs of runs that do not differ as data. */
import type { Interval } from '../stats/interval.js'
import type { MeasuredEnvironment, ReportHead } from './report-head.js'

/** What `cache-probe calibrate` found: how far runs differ that do the same. */
export interface CalibrationReport extends ReportHead {
  environment: MeasuredEnvironment
  pairs: number
  /** Absent: CPU time could not be had. */
  cpu?: NoiseReport
  wall: NoiseReport
  /** For one candidate and for many: what the experiment could settle with the pairs that it may run. */
  settles: { candidates: number; pairs: number; cpu?: number; wall: number }[]
}

export interface NoiseReport {
  meanMs: number
  /** Standard deviation as a share of the mean: of all runs, and of a run beside its neighbour. */
  runSpread: number
  pairSpread: number
  /** What one run of each pair, drawn at random, appears to save; the truth is 0. */
  apparentSaving: Interval
}
