/** Tells how many calls all other counts of an `observe` run are of: a function that is called too often is followed in bursts. */
import type { SiteCounters } from './counters.js'

export function followedCalls({ calls, unfollowed }: Pick<SiteCounters, 'calls' | 'unfollowed'>): number {
  return calls - unfollowed
}
