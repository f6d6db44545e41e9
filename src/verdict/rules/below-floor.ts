/** Would hits save enough to be worth a single pair of runs? */

import type { SiteTiming } from '../../experiment/observation.js'
import { type Finding, finding, type Rule, ruling } from '../ruling.js'

export const belowFloor: Rule = ({ observation }, { screeningFloor }) => {
  const timing = observation?.timing
  if (timing === undefined || timing.savedShare.high >= screeningFloor) return undefined
  return ruling('REJECT', [howFarBelow(timing, screeningFloor)])
}

function howFarBelow({ hitCallNs, lookupNs, savedShare }: SiteTiming, floor: number): Finding {
  if (hitCallNs === undefined) return finding('nested-repeats')
  if (savedShare.estimate <= 0) return finding('cache-costs-more', { hitCallNs, lookupNs })
  return finding('below-floor', { saving: savedShare.estimate, floor })
}
