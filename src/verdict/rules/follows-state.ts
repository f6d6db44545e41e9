/** Would it pay, were it not for state that the cache would have to follow? */
import { payoff } from '../../stats/payoff.js'
import { finding, type Rule, ruling } from '../ruling.js'
import { savingsOf } from '../savings.js'

/** As no number of runs would bring a stateful site to APPLY, the estimate decides where the interval is open. */
export const followsState: Rule = ({ site, effect }, { speedupThreshold }) => {
  const { state } = site.purity
  if (state.length === 0 || effect === undefined) return undefined
  const saving = (effect.speedup ?? effect.commandCpu ?? effect.commandWall).estimate
  const pays = payoff(savingsOf(effect), speedupThreshold) === 'pays'
  if (!pays && saving < speedupThreshold) return undefined
  const writers = state.map(({ code, line, subject, writer, writerLine }) =>
    finding(code, { subject, line, writer, writerLine }),
  )
  return ruling('HOLD', [finding('would-pay', { saving }), ...writers])
}
