/** Would hits save enough to be worth a single pair of runs? */

import type { SiteObservation, SiteTiming } from '../../experiment/observation.js'
import type { Interval } from '../../stats/interval.js'
import { keysTried } from '../keys-tried.js'
import { type Finding, finding, type Rule, ruling } from '../ruling.js'

export const belowFloor: Rule = ({ observation }, { screeningFloor }) => {
  const timing = observation?.timing
  if (observation === undefined || timing === undefined || savingOf(timing).high >= screeningFloor) return undefined
  const dear = keyTooDear(observation, timing)
  return ruling('REJECT', dear ? [dear, ...keysTried(observation)] : [howFarBelow(timing, screeningFloor)])
}

/** A look-up begins with making the key. */
function keyTooDear({ key }: SiteObservation, { hitCallNs, lookupNs }: SiteTiming): Finding | undefined {
  if (key.strategy === 'identity' || hitCallNs === undefined || lookupNs < hitCallNs) return undefined
  return finding('key-costs-more', { strategy: key.strategy, hitCallNs, lookupNs })
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
