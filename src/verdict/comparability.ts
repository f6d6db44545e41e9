/** How well the repeated results of a site could be compared. */
import type { SiteObservation } from '../experiment/observation.js'

/** Results too large to compare may be this share of all that repeated; the rest stands for them. */
const MOST_UNKNOWN = 0.1

export type Comparability = 'compared' | 'partly' | 'not-compared'

/** A kind of result that has no equality is never waved through, one that was merely too large may be. */
export function comparability({ counters, evidence }: SiteObservation): Comparability {
  const { hits, unknown, checked, unsettledHits } = counters
  if (checked === 0 && (unsettledHits > 0 || hits > 0)) return 'not-compared'
  if (unknown === 0) return 'compared'
  const noEquality = evidence.some((line) => line.code === 'uncomparable-result')
  return noEquality || unknown > MOST_UNKNOWN * (unknown + checked) ? 'not-compared' : 'partly'
}
