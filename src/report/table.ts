/** The reporter for people. */
import { renderCalibration } from './calibration-table.js'
import { renderObservation } from './observation-table.js'
import { renderTable } from './probe-table.js'
import { renderProfile } from './profile-table.js'
import type { Reporter } from './reporter.js'
import { renderScan } from './scan-table.js'

export const table: Reporter = {
  probe: renderTable,
  scan: renderScan,
  observation: renderObservation,
  calibration: renderCalibration,
  profile: renderProfile,
}
