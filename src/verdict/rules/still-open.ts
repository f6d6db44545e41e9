/** Are the intervals too wide, or at odds with each other, to say that it pays? */
import type { SiteEffect } from '../../experiment/effect.js'
import { commandSaving, payoff } from '../../stats/payoff.js'
import { type Finding, finding, type Rule, ruling } from '../ruling.js'
import { savingsOf } from '../savings.js'

export const stillOpen: Rule = ({ effect }, { speedupThreshold }) => {
  if (effect === undefined) return undefined
  const settled = payoff(savingsOf(effect), speedupThreshold)
  if (settled === 'contradicted') return ruling('INCONCLUSIVE', [contradiction(effect)])
  return settled === 'open' ? ruling('INCONCLUSIVE', openFindings(effect, speedupThreshold)) : undefined
}

function contradiction({ speedup, commandCpu, commandWall }: SiteEffect): Finding {
  const commandHigh = Math.max(commandCpu?.high ?? commandWall.high, commandWall.high)
  return finding('contradicted', { low: speedup?.low ?? 0, commandHigh })
}

/** The narrower of the two intervals is shown: it says most. */
function openFindings(effect: SiteEffect, threshold: number): Finding[] {
  const command = commandSaving(savingsOf(effect)) ?? effect.commandWall
  const inSite = effect.speedup ?? command
  const { low, high } = inSite.high - inSite.low < command.high - command.low ? inSite : command
  const outlook =
    effect.furtherPairs === undefined
      ? finding('too-close', { threshold })
      : finding('further-pairs', { pairs: effect.furtherPairs })
  return [finding('open-interval', { low, high, threshold }), outlook]
}
