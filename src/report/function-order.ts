/** Which functions the table lists, in which order, and what it counts as saved. */
import type { Interval } from '../stats/interval.js'
import type { Verdict } from '../verdict/site-verdict.js'
import type { FunctionReport } from './probe-report.js'

export const VERDICT_ORDER: readonly Verdict[] = ['APPLY', 'HOLD', 'UNSAFE', 'INCONCLUSIVE', 'REJECT']

const PRIORITY_RANK = { HIGH: 3, MEDIUM: 2, LOW: 1 }

/** A function of which the workload shows nothing: never called, or not to be wrapped. */
export function neverSeen({ screening }: FunctionReport): boolean {
  return (screening?.calls ?? 0) === 0
}

/** Best first: no caution before caution, then what a profile shows to be hot, then the larger saving, then more calls, then by id. */
export function byWorth(a: FunctionReport, b: FunctionReport): number {
  return (
    Number(a.cautions.length > 0) - Number(b.cautions.length > 0) ||
    profileRank(b) - profileRank(a) ||
    savedEstimate(b) - savedEstimate(a) ||
    (b.screening?.calls ?? 0) - (a.screening?.calls ?? 0) ||
    (a.id < b.id ? -1 : 1)
  )
}

/** What production shows outranks what the suite does. */
function profileRank({ priority, time }: FunctionReport): number {
  if (priority === undefined || time === undefined || time.from === 'screening') return 0
  return PRIORITY_RANK[priority] + (time.from === 'production' ? PRIORITY_RANK.HIGH : 0)
}

/** What validation measured inside the function, else what it did to the command's CPU time. */
export function measuredSaving({ validation }: FunctionReport): Interval | undefined {
  return validation?.speedup ?? validation?.commandCpu
}

function savedEstimate(report: FunctionReport): number {
  return measuredSaving(report)?.estimate ?? report.screening?.savedShare ?? Number.NEGATIVE_INFINITY
}

/** Hit rate (0..1) at the size that is suggested, else at the size that cache_info is quoted at. */
export function hitRateAtSuggestedSize({ screening, validation }: FunctionReport): number | undefined {
  const suggested = screening?.sizeCurve.find(([size]) => size === screening.recommendedMaxsize)
  return validation?.hitRate ?? suggested?.[1] ?? screening?.hitRate
}
