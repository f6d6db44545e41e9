/** Tells functions that are called for what they do from functions that are called for what they return. */
import type { SiteCounters } from './counters.js'

/** Every observed call returned undefined, if it returned at all. */
export function returnsNothing({ calls, threw, voidResults }: SiteCounters): boolean {
  return voidResults > 0 && voidResults + threw >= calls
}
