/** What every reporter can do; data in, one string out, ending in a newline. */
import type { Scan } from '../scan/scanned-site.js'
import type { CalibrationReport } from './calibration-report.js'
import type { RecordedProfileReport } from './hot-spot-report.js'
import type { ObservationReport } from './observation-report.js'
import type { ProbeReport } from './probe-report.js'

export interface Rendering {
  /** Columns of the terminal, or what a file should be wrapped at. */
  columns: number
  color: boolean
  /** Say of each function why it is not to be cached. */
  verbose?: boolean
}

export interface Reporter {
  probe(report: ProbeReport, rendering: Rendering): string
  scan(scan: Scan, rendering: Rendering): string
  observation(report: ObservationReport, rendering: Rendering): string
  calibration(report: CalibrationReport, rendering: Rendering): string
  profile(report: RecordedProfileReport, rendering: Rendering): string
}
