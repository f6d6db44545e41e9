/** What every report says, whatever it is of: JSON schema version 1, DESIGN §9. */
import type { Reason } from '../verdict/site-verdict.js'

export const SCHEMA_VERSION = 1

export interface ReportHead {
  schemaVersion: typeof SCHEMA_VERSION
  tool: { name: string; version: string }
  environment: EnvironmentReport
  command: string[]
  options: Record<string, unknown>
  warnings: Reason[]
}

interface EnvironmentReport {
  node: string
  v8: string
  os: string
  cpus: number
}

/** Of a report that compares runs. */
export interface MeasuredEnvironment extends EnvironmentReport {
  /** Who told the CPU time of the runs; absent: it could not be had. */
  cpuSource?: 'launcher' | 'records' | 'host'
}
