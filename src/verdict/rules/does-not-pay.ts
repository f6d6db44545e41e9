/** Do the measured intervals say that it does not pay, or even harms? */
import { commandSaving, payoff } from '../../stats/payoff.js'
import { finding, type Rule, ruling } from '../ruling.js'
import { savingsOf } from '../savings.js'

export const doesNotPay: Rule = ({ effect }, { speedupThreshold }) => {
  if (effect === undefined) return undefined
  const savings = savingsOf(effect)
  const command = commandSaving(savings)
  const verdict = payoff(savings, speedupThreshold)
  if (command === undefined) return undefined
  if (verdict === 'slower') return ruling('REJECT', [finding('slower', { high: command.high })])
  if (verdict !== 'does-not-pay') return undefined
  const high = Math.max(command.high, savings.inSite?.high ?? command.high)
  return ruling('REJECT', [finding('does-not-pay', { high, threshold: speedupThreshold })])
}
