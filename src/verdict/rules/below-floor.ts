/** Would hits save enough to be worth a single pair of runs? */

import type { SiteTiming } from '../../experiment/observation.js'
import type { Interval } from '../../stats/interval.js'
import { type Finding, finding, type Rule, ruling } from '../ruling.js'

export const belowFloor: Rule = ({ observation }, { screeningFloor }) => {
  const timing = observation?.timing
  if (timing === undefined || savingOf(timing).high >= screeningFloor) return undefined
  return ruling('REJECT', [howFarBelow(timing, screeningFloor)])
}

function howFarBelow(timing: SiteTiming, floor: number): Finding {
  const { hitCallNs, lookupNs } = timing
  if (hitCallNs === undefined) return finding('nested-repeats')
  const saving = savingOf(timing).estimate
  // Next to nothing either way: a look-up made a few times only has no price that is worth telling.
  return saving <= -floor
    ? finding('cache-costs-more', { hitCallNs, lookupNs })
    : finding('below-floor', { saving, floor })
}

function savingOf({ savedShare, aloneShare }: SiteTiming): Interval {
  return aloneShare ?? savedShare
}
