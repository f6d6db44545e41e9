/** Do the measured intervals say that it does not pay, or even harms? */
import { commandSaving } from '../../stats/payoff.js'
import { finding, type Rule, ruling } from '../ruling.js'
import { savingsOf } from '../savings.js'

export const doesNotPay: Rule = ({ effect }, { speedupThreshold: threshold }) => {
  if (effect === undefined) return undefined
  const { payoff } = effect
  const savings = savingsOf(effect)
  const command = commandSaving(savings, threshold) ?? effect.commandWall
  if (payoff === 'slower') return ruling('REJECT', [finding('slower', { high: command.high })])
  if (payoff !== 'does-not-pay') return undefined
  const { inSite } = savings
  const { estimate, low: from, high: to } = command
  const callsDeny = inSite !== undefined && inSite.high < threshold
  const seen = { high: callsDeny ? inSite.high : to, ...(callsDeny && { estimate, from, to }) }
  return ruling('REJECT', [finding('does-not-pay', { threshold, ...seen })])
}
