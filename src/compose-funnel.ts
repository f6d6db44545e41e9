/** Says of each site how far it came: every one that is not applied was dropped at exactly one stage, for one reason. */
import type { SiteEffect } from './experiment/effect.js'
import type { SiteObservation } from './experiment/observation.js'
import type { Dropped, Funnel, FunnelStage } from './report/funnel-report.js'
import type { ScannedSite } from './scan/scanned-site.js'
import { reasonOf } from './verdict/messages.js'
import type { Reason, SiteVerdict } from './verdict/site-verdict.js'

const STAGES: readonly FunnelStage[] = ['instrumented', 'called', 'repeated', 'validated', 'applied']

/** What is known of one site; `verdict` and `effect` are absent where nothing was judged. */
export interface Passage {
  site: ScannedSite
  observation?: SiteObservation | undefined
  effect?: SiteEffect | undefined
  verdict?: SiteVerdict
}

/** undefined: it is applied. */
export function droppedAt(passage: Passage): Dropped | undefined {
  const { observation, effect, verdict } = passage
  const reached: Record<FunnelStage, boolean> = {
    instrumented: observation !== undefined,
    called: wasCalled(observation),
    repeated: observation !== undefined && repeats(observation),
    validated: effect !== undefined,
    applied: verdict?.verdict === 'APPLY',
  }
  const before = STAGES.find((stage) => !reached[stage])
  if (before === undefined) return undefined
  const { code, message } = reasonFor(before, passage)
  return { before, code, message }
}

/** How many sites are left after each stage: those that were dropped are taken off, one stage after the other. */
export function funnelOf(dropped: readonly (Dropped | undefined)[]): Funnel {
  let left = dropped.length
  const after = STAGES.map((stage) => {
    left -= dropped.filter((one) => one?.before === stage).length
    return [stage, left] as const
  })
  return { scanned: dropped.length, ...(Object.fromEntries(after) as Record<FunnelStage, number>) }
}

export function wasCalled(observation: SiteObservation | undefined): observation is SiteObservation {
  return observation !== undefined && observation.counters.calls > 0
}

/** At any size: a loop over more keys than `cacheSize` has no hit there. */
function repeats({ counters, bestHitRate }: SiteObservation): boolean {
  return counters.hits > 0 || counters.mismatches > 0 || (bestHitRate ?? 0) > 0
}

/** What is no matter of the first stages may have decided the verdict all the same: the code of what was never called. */
function reasonFor(stage: FunnelStage, { site, verdict }: Passage): Reason {
  const reasons = verdict?.reasons ?? []
  const given = (...codes: string[]) => reasons.find(({ code }) => codes.includes(code))
  switch (stage) {
    case 'instrumented':
      if (site.unwrappable) return reasonOf({ code: site.unwrappable, args: {} })
      return given('not-instrumented') ?? reasonOf({ code: 'not-loaded', args: {} })
    case 'called':
      return reasonOf({ code: 'never-called', args: {} })
    case 'repeated':
      return given('only-bypassed') ?? reasonOf({ code: 'never-repeats', args: {} })
    default:
      return reasons[0] ?? reasonOf({ code: 'not-validated', args: {} })
  }
}
