/** Who may enter the experiment at all, from the source alone. */
import type { ProbedSite } from '../experiment/options.js'
import type { ScannedSite } from '../scan/scanned-site.js'
import { certainImpurities, possibleMutations } from './static-impurity.js'

/** A scanned site as the experiment needs it: one that no measurement could bring to APPLY or HOLD is only watched. */
export function probedSite({ id, async, unwrappable, purity }: ScannedSite): ProbedSite {
  const generator = purity.reasons.some((reason) => reason.code === 'generator')
  const ruledOut = generator || purity.ownCache !== undefined || certainImpurities(purity).length > 0
  return { id, async, candidate: unwrappable === undefined && !ruledOut, stateful: isStateful(purity) }
}

function isStateful(purity: ScannedSite['purity']): boolean {
  return purity.state.length > 0 || possibleMutations(purity).length > 0
}
