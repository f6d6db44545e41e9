/** What validation measures for one site: pairs of runs in one of which it is cached. */
import type { Interval } from '../stats/interval.js'
import type { Payoff } from '../stats/payoff.js'
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
  /** What the intervals settle, drawn wider than they are shown as far as looks and sites share their error. */
  payoff: Payoff
  /** Further pairs that would settle an open interval; undefined: settled, or never. */
  furtherPairs: number | undefined
  /** What a pair of its runs takes, wall time, s: mean. */
  secondsEach: number
}
