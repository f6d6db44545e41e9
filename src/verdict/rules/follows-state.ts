/** Would it pay, were it not for state that the cache would have to follow, or for what it may change? */

import type { StateReason } from '../../scan/scanned-site.js'
import { payoff } from '../../stats/payoff.js'
import { type Finding, finding, type Rule, ruling } from '../ruling.js'
import { savingsOf } from '../savings.js'
import { possibleMutations } from '../static-impurity.js'

/** As no number of runs would bring a stateful site to APPLY, the estimate decides where the interval is open. */
export const followsState: Rule = ({ site, effect }, { speedupThreshold }) => {
  const obstacles = [...site.purity.state.map(writerOf), ...possibleMutations(site.purity)]
  if (obstacles.length === 0 || effect === undefined) return undefined
  const saving = (effect.speedup ?? effect.commandCpu ?? effect.commandWall).estimate
  const pays = payoff(savingsOf(effect), speedupThreshold) === 'pays'
  if (!pays && saving < speedupThreshold) return undefined
  return ruling('HOLD', [finding('would-pay', { saving }), ...obstacles])
}

function writerOf({ code, line, subject, writer, writerLine }: StateReason): Finding {
  return finding(code, { subject, line, writer, writerLine })
}
