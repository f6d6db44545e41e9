/** Tells functions whose arguments somebody could change in place from functions that are given values only. */
import type { SiteCounters } from './counters.js'

/** Some observed call was given an object or a function. */
export function givenObjects({ objectKeys, functionKeys }: SiteCounters): boolean {
  return objectKeys > 0 || functionKeys > 0
}
