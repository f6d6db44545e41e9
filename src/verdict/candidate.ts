/** Who may enter the experiment at all, from the source alone. */
import type { ProbedSite } from '../experiment/options.js'
import type { ScannedSite } from '../scan/scanned-site.js'
import { certainImpurities, isOfArguments, possibleMutations } from './static-impurity.js'

/** A scanned site as the experiment needs it: one that no measurement could bring to APPLY or HOLD is only watched. */
export function probedSite({ id, async, unwrappable, purity }: ScannedSite): ProbedSite {
  const generator = purity.reasons.some((reason) => reason.code === 'generator')
  const ruledOut = generator || purity.ownCache !== undefined || certainImpurities(purity).length > 0
  return { id, async, candidate: unwrappable === undefined && !ruledOut, state: stateOf(purity) }
}

function stateOf(purity: ScannedSite['purity']): ProbedSite['state'] {
  const findings = [...purity.state, ...possibleMutations(purity)]
  if (findings.length === 0) return 'none'
  return findings.every(isOfArguments) ? 'of-arguments' : 'any'
}
