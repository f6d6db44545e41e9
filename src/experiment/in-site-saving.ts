/** What a site's own calls say that its cache saved, in the runs that had it. */
import type { RunOutcome } from '../launch/run-outcome.js'
import type { Interval } from '../stats/interval.js'
import { type MeasuredPair, signOf } from './measured-pair.js'
import { confirmedShare } from './saved-share.js'
import type { Survivor } from './screening.js'
import { coldNs } from './warm-up.js'

const NS_PER_MS = 1e6

/** Of a pair that toggles the site, the run in which it was cached. */
export function cachedRun(id: string, { cached, outcomes }: MeasuredPair): RunOutcome {
  return outcomes[signOf(id, cached) === 1 ? 0 : 1]
}

/** As a share of the all-off CPU time; undefined: its hits were never timed, or its cache never ran. */
export function inSiteSaving(
  { id, timed }: Survivor,
  pairs: readonly MeasuredPair[],
  offCpuMs: number | undefined,
): Interval | undefined {
  const calls = pairs.flatMap((pair) => cachedRun(id, pair).sites.get(id)?.counters ?? [])
  const offNs = offCpuMs === undefined ? Number.POSITIVE_INFINITY : offCpuMs * NS_PER_MS
  const runs = timed.filter((run) => run.hits > 0)
  if (runs.length === 0 || calls.length === 0) return undefined
  const shareWith = (most: number) =>
    confirmedShare(
      runs.map((run) => ({ ...run, commandNs: coldNs({ ...run, processes: Math.min(run.processes, most) }, offNs) })),
      calls,
    )
  return atLeast(shareWith(Number.POSITIVE_INFINITY), shareWith(1))
}

/**
 * One process is too few to mistake much for warm-up. What many of them seem to have taken for it the machine may have
 * taken, if it was slower while calls were timed: so much less may be saved.
 */
function atLeast({ estimate, low, high }: Interval, { estimate: least }: Interval): Interval {
  return { estimate, low: estimate - Math.hypot(estimate - low, estimate - least), high }
}
