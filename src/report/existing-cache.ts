/** What the report says of a cache that the program has already. A field that is not known is absent. */
import type { Interval } from '../stats/interval.js'
import type { CacheVerdict } from '../verdict/judge-cache.js'
import type { Reason } from '../verdict/site-verdict.js'

export interface ExistingCache {
  /** Of the function that asks it where that is known, else of what the cache goes by. */
  id: string
  file: string
  line: number
  /** The structure, or the memoized function: `memo`, `this.parsed`. */
  subject: string
  /** The package that it comes from; absent: written by hand. */
  library?: string
  /** Most entries that it keeps, as the text says. */
  maxsize?: number
  calls?: number
  hits?: number
  misses?: number
  hitRate?: number
  /** At the end, in all processes. */
  entries?: number
  /** What the command saves by it: shares of its time without. Absent: not measured. */
  saved?: { commandCpu?: Interval; commandWall: Interval; pairs: number }
  /** Without it, repeated calls whose result was another one. */
  staleHits?: number
  /** Keys that it was asked for in vain and never found later. */
  neverHit?: number
  /** In the last half of the calls, of a cache that nothing takes entries out of. */
  grew?: { from: number; to: number }
  /** What its entries keep alive: an estimate. */
  bytes?: number
  recommendedMaxsize?: number
  /** Absent: too little is known. */
  verdict?: CacheVerdict
  reasons: Reason[]
}
