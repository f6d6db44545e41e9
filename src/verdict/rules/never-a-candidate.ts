/** Is it a kind of function that a cache makes no sense for? */
import { finding, type Rule, ruling } from '../ruling.js'

export const neverACandidate: Rule = ({ site }) => {
  const { unwrappable } = site
  const generator = site.purity.reasons.some((reason) => reason.code === 'generator')
  if (generator || unwrappable === 'generator') return ruling('REJECT', [finding('generator')])
  return unwrappable === 'constructor' || unwrappable === 'setter'
    ? ruling('REJECT', [finding(unwrappable)])
    : undefined
}
