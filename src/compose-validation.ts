/** Puts what validation measured, of each function and of those recommended together, into the report. */
import { cacheInfo } from './compose-screening.js'
import { type Spent, spentIn } from './experiment/budget.js'
import type { Confirmation, SetEffect } from './experiment/confirm-set.js'
import type { SiteEffect } from './experiment/effect.js'
import type { RecommendedSetReport, RunsReport, ValidationReport } from './report/probe-report.js'
import type { RecommendedSet } from './verdict/recommended-set.js'

export type Recommendation = Confirmation & Pick<RecommendedSet, 'leftOut'>

export function runsReport(screening: Spent, validation: Spent, confirmation: Spent, caches: Spent): RunsReport {
  const { seconds } = spentIn(screening, validation, confirmation, caches)
  return {
    screening: screening.runs,
    validation: validation.runs,
    confirmation: confirmation.runs,
    ...(caches.runs > 0 && { caches: caches.runs }),
    seconds: Math.round(10 * seconds) / 10,
  }
}

export function recommendedSetReport({ ids, effect, leftOut }: Recommendation): RecommendedSetReport {
  return { ids, ...(effect && savingsReport(effect)), ...(leftOut.length > 0 && { leftOut }) }
}

function savingsReport({ speedup, commandCpu, commandWall }: SetEffect) {
  return { ...(speedup && { speedup }), ...(commandCpu && { commandCpu }), commandWall }
}

export function validationReport(effect: SiteEffect): ValidationReport {
  const { pairs, counters, maxsize, heapDelta } = effect
  return {
    pairs,
    ...cacheInfo(counters),
    ...(counters.promises > 0 && { inFlight: counters.inFlight }),
    maxsize,
    ...savingsReport(effect),
    ...(heapDelta !== undefined && { heapDelta }),
  }
}
