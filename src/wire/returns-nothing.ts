/** Tells functions that are called for what they do from functions that are called for what they return. */
import type { SiteCounters } from './counters.js'

/** Every observed call returned undefined, or a promise of it as far as that was seen, if it returned at all. */
export function returnsNothing({ calls, unfollowed, threw, promises, ...seen }: SiteCounters): boolean {
  const { voidResults, voidPromises, valuePromises } = seen
  if (voidResults + voidPromises === 0 || valuePromises > 0) return false
  return voidResults + promises + threw >= calls - unfollowed
}
