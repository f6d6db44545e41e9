/** Does it keep its own results? What it keeps of what it needs on the way is no reason: the rest may be dear. */
import { finding, type Rule, ruling } from '../ruling.js'
import { cachesResults } from '../static-impurity.js'

export const alreadyCached: Rule = ({ site: { purity } }) => {
  if (purity.ownCache === undefined || !cachesResults(purity.ownCache)) return undefined
  const { subject, line } = purity.ownCache
  return ruling('REJECT', [finding('already-cached', { subject, line })])
}
