/**
 * Tells how many calls all other counts are of: in an `observe` run a function that is called too often is followed in
 * bursts, and in a `time` run one that surely loses by a cache is let go.
 */
import type { SiteCounters } from './counters.js'

export function followedCalls({ calls, unfollowed }: Pick<SiteCounters, 'calls' | 'unfollowed'>): number {
  return calls - unfollowed
}
