/** What a message says of a site of which not all calls were followed: nothing of others. */
import type { SiteCounters } from '../wire/counters.js'
import { followedCalls } from '../wire/followed-calls.js'

export function followedShare(counters: SiteCounters): { followed?: number; calls?: number } {
  const { calls, unfollowed } = counters
  return unfollowed === 0 ? {} : { followed: followedCalls(counters), calls }
}
