/** Does it keep a cache of its own? */
import { finding, type Rule, ruling } from '../ruling.js'

export const alreadyCached: Rule = ({ site }) =>
  site.purity.ownCache && ruling('REJECT', [finding('already-cached', site.purity.ownCache)])
