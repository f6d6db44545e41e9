/** Sums what was counted under the keys that a site could have beside the one by identity. */
import { COUNTER_STRIDE, countersOf, type SiteCounters } from './counters.js'
import type { Counterexample, DistancesLine } from './record.js'

/** What a cache under another key than the one by identity would have done. */
export interface VariantRecord {
  counters: SiteCounters
  counterexamples: Counterexample[]
  distances: DistancesLine[]
}

/** Where its variants were not followed, all keys of a site did the same. */
export interface OpenVariant extends Omit<VariantRecord, 'counters'> {
  slots: Float64Array
  /** What the site itself counted where its variants were followed. */
  beside: Float64Array
}

export function emptyVariant(): OpenVariant {
  const [slots, beside] = [new Float64Array(COUNTER_STRIDE), new Float64Array(COUNTER_STRIDE)]
  return { slots, beside, counterexamples: [], distances: [] }
}

export function closedVariant(
  { slots, beside, counterexamples, distances }: OpenVariant,
  site: Float64Array,
  shared: DistancesLine[],
  siteCounterexamples: Counterexample[],
): VariantRecord {
  const whole = slots.map((count, slot) => count + (site[slot] ?? 0) - (beside[slot] ?? 0))
  return {
    counters: countersOf(whole),
    counterexamples: counterexamples.length > 0 ? counterexamples : siteCounterexamples,
    distances: [...distances, ...shared],
  }
}
