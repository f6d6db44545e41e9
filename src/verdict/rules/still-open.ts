/** Are the intervals too wide, or at odds with each other, to say that it pays? */
import type { SiteEffect } from '../../experiment/effect.js'
import { commandSaving } from '../../stats/payoff.js'
import { type Finding, finding, type Rule, ruling } from '../ruling.js'
import { savingsOf } from '../savings.js'

export const stillOpen: Rule = ({ effect }, { speedupThreshold }) => {
  if (effect === undefined) return undefined
  const { payoff } = effect
  if (payoff === 'contradicted') return ruling('INCONCLUSIVE', [contradiction(effect)])
  if (payoff === 'unconfirmed')
    return ruling('INCONCLUSIVE', [unconfirmed(effect, speedupThreshold), outlook(effect, speedupThreshold)])
  return payoff === 'open' ? ruling('INCONCLUSIVE', openFindings(effect, speedupThreshold)) : undefined
}

function contradiction({ speedup, commandCpu, commandWall }: SiteEffect): Finding {
  const commandHigh = Math.max(commandCpu?.high ?? commandWall.high, commandWall.high)
  return finding('contradicted', { low: speedup?.low ?? 0, commandHigh })
}

function unconfirmed(effect: SiteEffect, threshold: number): Finding {
  const { estimate, low, high } = commandSaving(savingsOf(effect), threshold) ?? effect.commandWall
  return finding('unconfirmed', { inSiteLow: effect.speedup?.low ?? 0, estimate, low, high })
}

/** The narrower of the two intervals is shown, as it says most, unless it is the other one alone that is open. */
function openFindings(effect: SiteEffect, threshold: number): Finding[] {
  const command = commandSaving(savingsOf(effect), threshold) ?? effect.commandWall
  const inSite = effect.speedup ?? command
  const isNarrower = inSite.high - inSite.low < command.high - command.low
  const callsAreOpen = inSite.high >= threshold
  const isOfCalls = command.high < threshold ? isNarrower || callsAreOpen : isNarrower && callsAreOpen
  const { low, high } = isOfCalls ? inSite : command
  const isCommands = isNarrower && !isOfCalls
  return [
    finding('open-interval', { low, high, threshold, ...(isCommands && { of: 'command' }) }),
    outlook(effect, threshold),
  ]
}

function outlook({ furtherPairs, secondsEach }: SiteEffect, threshold: number): Finding {
  return furtherPairs === undefined
    ? finding('too-close', { threshold })
    : finding('further-pairs', { pairs: furtherPairs, seconds: Math.ceil(furtherPairs * secondsEach) })
}
