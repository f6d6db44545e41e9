/** Who may enter the experiment at all, from the source alone. */
import type { ProbedSite, SiteState } from '../experiment/options.js'
import type { ScannedSite } from '../scan/scanned-site.js'
import type { KeyStrategy } from '../wire/site-key.js'
import { possibleKeys, stateBeside } from './possible-keys.js'
import { cachesResults, certainImpurities, isOfArguments, possibleMutations } from './static-impurity.js'

/** A scanned site as the experiment needs it: one that no measurement could bring to APPLY or HOLD is only watched. */
export function probedSite(site: ScannedSite): ProbedSite {
  const { id, async, unwrappable, purity } = site
  const generator = purity.reasons.some((reason) => reason.code === 'generator')
  const ruledOut = generator || cachesResults(purity.ownCache) || certainImpurities(purity).length > 0
  const candidate = unwrappable === undefined && !ruledOut
  const stateUnder = {
    identity: stateOf(purity, 'identity'),
    structural: stateOf(purity, 'structural'),
    projected: stateOf(purity, 'projected'),
  }
  return { id, async, candidate, state: stateUnder.identity, stateUnder, keys: candidate ? possibleKeys(site) : [] }
}

function stateOf(purity: ScannedSite['purity'], strategy: KeyStrategy): SiteState {
  const findings = [...stateBeside(purity.state, strategy), ...possibleMutations(purity)]
  if (findings.length === 0) return 'none'
  return findings.every(isOfArguments) ? 'of-arguments' : 'any'
}
