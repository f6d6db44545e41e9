/** What screening hands on: everything seen, and who is worth validating. */
import type { RunOutcome, SiteRecord } from '../launch/run-outcome.js'
import type { CacheRecord } from '../wire/cache-marks.js'
import type { SkippedLine } from '../wire/record.js'
import type { SiteKey } from '../wire/site-key.js'
import type { Nesting } from './nesting.js'
import type { SiteObservation } from './observation.js'
import type { ExperimentWarning } from './run-ledger.js'
import type { TimedRun } from './saved-share.js'

/** A site whose cache is safe as far as seen and promises to pay. */
export interface Survivor {
  id: string
  /** Bound of the cache to measure, in entries. */
  maxsize: number
  key: SiteKey
  /** A cache would have to follow state that others write: worth knowing what it would save, not worth many runs. */
  stateful: boolean
  /** Fields whose being filled is no change that counts. */
  filled?: string[] | undefined
  /** Empty: its calls cannot be timed (asynchronous), only the command can. */
  timed: TimedRun[]
  /** Predicted saving as a share of the command's CPU time; undefined: only the command can tell. */
  predictedShare: number | undefined
}

export interface Screening {
  /** Of the observed run, by identity. */
  records: ReadonlyMap<string, SiteRecord>
  /** What was counted at the caches that the program has already. */
  caches: CacheRecord[]
  /** Of every site that was loaded. */
  observations: Map<string, SiteObservation>
  /** Largest predicted saving first. */
  survivors: Survivor[]
  nesting: Nesting
  skipped: SkippedLine[]
  faults: string[]
  warnings: ExperimentWarning[]
  cpuSource: RunOutcome['cpuSource']
  runs: number
  /** Wall time of these runs, s. */
  seconds: number
  /** Of these, the observed ones. */
  observed?: { runs: number; seconds: number }
}

/** A candidate on its way through screening. */
export interface Candidate {
  id: string
  maxsize: number
  key: SiteKey
  /** Its result is a promise: its calls end before its work does. */
  async: boolean
  stateful: boolean
  /** Fields whose being filled is no change that counts. */
  filled?: string[] | undefined
  record: SiteRecord
}
