/** The report's part on where time goes: JSON schema version 1. */
import type { ReportHead } from './report-head.js'

/** Where time goes. */
export interface HotSpotReport {
  /** What in its text tends to take time, one of each kind. */
  expense: ExpenseReport[]
  /** Absent: it is called too seldom, or runs for too short a time, to be a hot spot. */
  priority?: 'HIGH' | 'MEDIUM' | 'LOW'
  /** On the stack in all, by profiles; `screening`: an estimate from its timed hits. `selfMs`: its own code alone. */
  time?: { totalMs: number; selfMs?: number; from: 'production' | 'suite' | 'screening' }
}

/** What `cache-probe profile` recorded: one run of the command, all its processes and threads. */
export interface RecordedProfileReport extends ReportHead {
  /** Absolute path. */
  file: string
  threads: number
  busyMs: number
  /** Those that were seen running, most time in all first, ms. */
  functions: { id: string; selfMs: number; totalMs: number }[]
}

/** A CPU profile that was given. */
export interface ProfileReport {
  /** Absolute path. */
  file: string
  from: 'production' | 'suite'
  /** Time in it that something was running, ms. */
  busyMs: number
  ageHours: number
  /** Functions of target files that are in it, and those among them that are not there any more. */
  functions: number
  gone: number
}

export interface ExpenseReport {
  code: string
  line: number
  subject: string
  /** Of `loops`: how deep they are nested. */
  depth?: number
}
