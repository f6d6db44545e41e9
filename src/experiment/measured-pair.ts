/** Two adjacent runs that differ in what they have cached, and the times that they are compared by. */
import type { RunOutcome } from '../launch/run-outcome.js'

/** In the order in which they run: the sites that each has cached. */
export type PlannedPair = readonly [first: readonly string[], second: readonly string[]]

export interface MeasuredPair {
  cached: PlannedPair
  outcomes: readonly [first: RunOutcome, second: RunOutcome]
}

/** A time of one run and the steps that it is told in, both in the same unit. */
export interface Metric {
  timeOf(outcome: RunOutcome): number | undefined
  step: number
}

/** 1: cached in the first run alone, -1: in the second alone, 0: in both or in neither. */
export function signOf(site: string, [first, second]: PlannedPair): 1 | -1 | 0 {
  if (first.includes(site) === second.includes(site)) return 0
  return first.includes(site) ? 1 : -1
}
