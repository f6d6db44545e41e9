/** Do the measured intervals say that it does not pay, or even harms? */
import type { Interval } from '../../stats/interval.js'
import { commandSaving, type MeasuredSavings } from '../../stats/payoff.js'
import { finding, type Rule, ruling } from '../ruling.js'
import { savingsOf } from '../savings.js'

export const doesNotPay: Rule = ({ effect }, { speedupThreshold: threshold }) => {
  if (effect === undefined) return undefined
  const { payoff } = effect
  const savings = savingsOf(effect)
  const command = commandSaving(savings, threshold) ?? effect.commandWall
  if (payoff === 'slower') return ruling('REJECT', [finding('slower', { high: command.high })])
  if (payoff !== 'does-not-pay') return undefined
  return ruling('REJECT', [finding('does-not-pay', { threshold, ...bounds(savings, command, threshold) })])
}

/** What denies it surely, with what only agrees, where that alone might not. */
function bounds({ inSite, commandCpu, commandWall }: MeasuredSavings, command: Interval, threshold: number) {
  const { estimate, low: from, high: to } = command
  const rest = { estimate, from, to }
  if (inSite !== undefined) return inSite.high < threshold ? { high: inSite.high, ...rest } : { high: to }
  if (to < threshold || commandCpu === undefined || commandWall === undefined) return { high: to }
  return command === commandWall
    ? { high: commandCpu.high, ...rest, by: 'CPU' }
    : { high: commandWall.high, ...rest, by: 'wall' }
}
