/**
 * Tells how many calls all other counts are of: in an `observe` run a function that is called too often is followed in
 * bursts, and in a `time` run one that would surely lose by a cache is given up.
 */
import type { SiteCounters } from './counters.js'

export function followedCalls({ calls, unfollowed }: Pick<SiteCounters, 'calls' | 'unfollowed'>): number {
  return calls - unfollowed
}
