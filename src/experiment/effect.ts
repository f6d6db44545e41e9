/** What validation measures for one site: paired runs of `cached` against `off`. */
import type { Interval } from '../stats/interval.js'
import type { SiteCounters } from '../wire/counters.js'

export interface SiteEffect {
  id: string
  pairs: number
  /** Sums over the cached runs. */
  counters: SiteCounters
  /** Bound of the cache that was measured, in entries. */
  maxsize: number
  /** In-site saving as a share of the all-off CPU time, 0.12 = 12 %; undefined: not enough timing samples. */
  speedup: Interval | undefined
  /** Share of the command's CPU time that caching saves; undefined: CPU time could not be had. */
  commandCpu: Interval | undefined
  commandWall: Interval
  /** What the command's processes held more in memory at their ends, with the cache, bytes; undefined: not known. */
  heapDelta: number | undefined
  /** Further pairs that would settle an open interval; undefined: settled, or never. */
  furtherPairs: number | undefined
}
