/** What one `time` run says about the price of a site's calls, and of the cache that would replace them. */
import type { SiteCounters } from '../wire/counters.js'
import { followedCalls } from '../wire/followed-calls.js'

/**
 * What a hit takes beside the look-up, ns: 2 to 5 in loops. Entering the wrapper takes what entering the function did,
 * which is no part of what a call is timed at.
 */
const WRAPPER_NS = 5

/** What the `time` arm takes for a call beside the look-up, with nothing timed, ns: 120 to 150 in the same loops. */
const ARM_CALL_NS = 130

/** What it takes for a call that it lets go, ns: 52 to 58 in the same loops. */
const CALL_LET_GO_NS = 55

/** Look-up of a key of which no sample was taken, ns. */
const USUAL_LOOKUP_NS = 50

/** A look-up takes some time even where the clock is too coarse to see it, ns. */
const LEAST_LOOKUP_NS = 5

/**
 * Storing takes about as long as so many look-ups of the same key: 5 to 8 into free room, 20 and more where another
 * entry has to go. The recommended size leaves few of those.
 */
const STORE_LOOKUPS = 10

/** Look-ups differ by about as much as they cost: this over √n bounds the error of the mean of n of them at 95 %. */
const LOOKUP_SPREAD = 2

/** What the clock may be wrong by for one timed call: this many ns, or this share of one reading. */
const CLOCK_ERROR_NS = 10
const CLOCK_ERROR_SHARE = 0.3

/** V8's threads may do more than the calling one while a program starts; hardly so for long. */
const MOST_HELP = 2

export interface CallCost {
  /** Mean cost of a call that would have hit, ns, to the thread that makes it. */
  hitCallNs: number
  /** What V8's own threads (collection, compilation) do for it, as a share of that; 0: cannot be told. */
  helpShare: number
  /** Variance of that mean from having timed only some of the calls, ns². */
  samplingVariance: number
  /** The clock's possible error for one call, ns: the same in every call, so it does not average out. */
  clockErrorNs: number
  lookupNs: number
  /** What that may be wrong by for having timed few look-ups, as a share of it. */
  lookupErrorShare: number
  /** What an entry keeps alive; undefined: there was none, or most have no size that can be told. */
  entryBytes: number | undefined
  /** What a hit costs with the cache, ns. */
  hitPathNs: number
  /** What a miss costs with the cache beyond the call itself, ns. */
  missPathNs: number
}

/**
 * A site without outermost would-be hits has only the price of its misses: its repeats are parts of other repeats.
 * @returns undefined when there were such hits and none was timed.
 */
export function callCost(counters: SiteCounters): CallCost | undefined {
  if (counters.timed === 0 && counters.timedHits > 0) return undefined
  const timed = Math.max(1, counters.timed)
  const hitCallNs = Math.max(0, counters.timedNs / timed)
  const spread = Math.max(0, counters.timedSqNs / timed - hitCallNs ** 2)
  const unseen = 1 - Math.min(1, counters.timed / Math.max(1, counters.timedHits))
  const lookupNs = lookupCost(counters)
  return {
    hitCallNs,
    helpShare: helpShare(counters),
    entryBytes: entryBytes(counters),
    samplingVariance: (spread * unseen) / Math.max(1, counters.timed - 1),
    clockErrorNs: Math.max(CLOCK_ERROR_NS, CLOCK_ERROR_SHARE * counters.clockNs),
    lookupNs,
    lookupErrorShare: LOOKUP_SPREAD / Math.sqrt(Math.max(1, counters.lookups)),
    hitPathNs: lookupNs + WRAPPER_NS,
    missPathNs: WRAPPER_NS + lookupNs * (1 + STORE_LOOKUPS),
  }
}

function entryBytes({ sizedEntries, sizedBytes, unsizedEntries }: SiteCounters): number | undefined {
  return sizedEntries === 0 || unsizedEntries > sizedEntries ? undefined : Math.round(sizedBytes / sizedEntries)
}

/** Taken to be spread evenly over what the thread did. */
function helpShare({ threadNs, processNs }: SiteCounters): number {
  return threadNs <= 0 ? 0 : Math.min(MOST_HELP, Math.max(1, processNs / threadNs)) - 1
}

/** What the `time` arm itself added to the run, ns: it looks up, stores and reads the clock. */
export function armOverheadNs(counters: SiteCounters): number {
  const lookupNs = lookupCost(counters)
  const stores = counters.misses * lookupNs * STORE_LOOKUPS
  const calls = followedCalls(counters) * (lookupNs + ARM_CALL_NS) + counters.unfollowed * CALL_LET_GO_NS
  return calls + stores + counters.timingNs
}

function lookupCost(counters: SiteCounters): number {
  return counters.lookups === 0 ? USUAL_LOOKUP_NS : Math.max(LEAST_LOOKUP_NS, counters.lookupNs / counters.lookups)
}
