/** Who may enter the experiment at all, from the source alone. */
import type { ProbedSite, ProfiledTime, SiteState } from '../experiment/options.js'
import type { ScannedSite, StateReason } from '../scan/scanned-site.js'
import type { CapturedPlace } from '../wire/captured-place.js'
import type { KeyStrategy } from '../wire/site-key.js'
import { possibleKeys, stateBeside } from './possible-keys.js'
import { cachesResults, certainImpurities, isOfArguments, possibleMutations } from './static-impurity.js'

/** A scanned site as the experiment needs it: one that no measurement could bring to APPLY or HOLD is only watched. */
export function probedSite(site: ScannedSite, profiled?: ProfiledTime): ProbedSite {
  const { id, async, unwrappable, purity, filled, enclosed, expense } = site
  const generator = purity.reasons.some((reason) => reason.code === 'generator')
  const ruledOut = generator || cachesResults(purity.ownCache) || certainImpurities(site).length > 0
  const candidate = unwrappable === undefined && !ruledOut
  const stateUnder = {
    identity: stateOf(purity, 'identity'),
    structural: stateOf(purity, 'structural'),
    projected: stateOf(purity, 'projected'),
  }
  const keys = candidate ? possibleKeys(site) : []
  return {
    id,
    async,
    candidate,
    state: stateUnder.identity,
    stateUnder,
    keys,
    expenses: expense.length,
    ...(profiled && { profiled }),
    captured: capturedBy(purity.state),
    ...(candidate && filled && { filled }),
    ...(candidate && enclosed && { enclosed }),
  }
}

/** A variable, and the property that is read of it; where more is read than one, what it holds is all that can be told. */
const PLACE = /^([\p{ID_Start}$_][\p{ID_Continue}$]*)(?:\.([\p{ID_Start}$_][\p{ID_Continue}$]*))?/u

function capturedBy(state: readonly StateReason[]): CapturedPlace[] {
  return state.flatMap(({ code, subject }) => {
    if (code !== 'reads-reassigned-binding' && code !== 'reads-mutated-binding') return []
    const [, name, property] = PLACE.exec(subject) ?? []
    if (name === undefined) return []
    return [{ name, ...(property !== undefined && { property }) }]
  })
}

function stateOf(purity: ScannedSite['purity'], strategy: KeyStrategy): SiteState {
  const findings = [...stateBeside(purity.state, strategy), ...possibleMutations(purity)]
  if (findings.length === 0) return 'none'
  return findings.every(isOfArguments) ? 'of-arguments' : 'any'
}
