/** What screening learns about one site: is caching it safe, do its calls repeat, what would hits save. */

import type { Interval } from '../stats/interval.js'
import type { SiteCounters } from '../wire/counters.js'
import type { Counterexample, EvidenceLine } from '../wire/record.js'
import type { Repeats } from '../wire/repeats.js'
import type { Wrap } from '../wire/run-config.js'
import type { SiteKey } from '../wire/site-key.js'
import type { Staleness } from '../wire/staleness.js'
import type { TriedKey } from './key-choice.js'
import type { SizeCurve } from './size-curve.js'

export interface SiteObservation {
  id: string
  wrap: Wrap
  /** From the `observe` run. `hits`, `misses`, ... are what a cache of `cacheSize` entries would have had. */
  counters: SiteCounters
  counterexamples: Counterexample[]
  evidence: EvidenceLine[]
  /** Of the key by identity; undefined: the same arguments gave the same result. */
  staleness?: Staleness | undefined
  /** Of the key by identity. */
  repeats?: Repeats | undefined
  /** Of keys by identity; undefined: no two closures could have shared a cache, or it is not known what they capture. */
  sharedCache?: SharedCacheFigures | undefined
  /** The key that a cache would have: all figures are those under it. */
  key: SiteKey
  /** Calls whose key held an object or a function by reference, though it tells data by content. */
  byReference: number
  /** What each key came to that could have been chosen, the one by identity first. */
  tried: TriedKey[]
  /** Hit rate (0..1) at cache sizes in entries, ascending; empty: never called. */
  sizeCurve: [size: number, hitRate: number][]
  /** Smallest size with 95 % of the attainable hits, at most `maxCacheSize`; undefined: nothing repeats. */
  recommendedMaxsize: number | undefined
  /** Hit rate (0..1) at `recommendedMaxsize`; undefined: never called. */
  bestHitRate: number | undefined
  /** From the `time` run; undefined: the site did not reach it. */
  timing: SiteTiming | undefined
  culprit: Culprit | undefined
}

/** The command failed 3 of 3 times with only this site cached and 0 of 3 without. */
export interface Culprit {
  outputTail: string
  /** It passed each time, and printed something else. */
  otherwise?: boolean
  /** Only with these other sites cached too. */
  together?: string[]
}

/** What one cache for all closures would have done that has what they capture in its keys. */
export interface SharedCacheFigures {
  instances: number
  /** As those of the site, at the size that cache_info is quoted at. */
  hits: number
  misses: number
  /** Its hits whose fresh result was another one: something else than what is captured decides. */
  mismatches: number
  curve: SizeCurve
}

export interface SiteTiming {
  /** Mean cost of a would-be hit's call, ns, clock cost taken off; undefined: none was sampled. */
  hitCallNs: number | undefined
  /** Cost of one look-up, ns, as measured on this site's own keys. */
  lookupNs: number
  /** What one entry of its cache keeps alive, bytes, key and result; absent: it cannot be told. An estimate. */
  entryBytes?: number
  /**
   * Predicted saving as a share of the command's CPU time (0.12 = 12 %, negative = slower), in-site, 95 %. Hits inside
   * of other sites' hits count there, so that shares do not add up to more than the truth.
   */
  savedShare: Interval
  /** The same with those other sites left alone; absent: few of its hits are inside of others'. */
  aloneShare?: Interval
  /** Ids of sites inside of whose hits some of its hits were. */
  insideOf?: string[]
}
