/** The last question, which every site that comes to it has answered: how much does it save? */
import type { SiteEffect } from '../../experiment/effect.js'
import { commandSaving } from '../../stats/payoff.js'
import { finding, type Rule, ruling } from '../ruling.js'
import { savingsOf } from '../savings.js'

export const pays: Rule = ({ effect }, { speedupThreshold }) =>
  effect && ruling('APPLY', [howMuch(effect, speedupThreshold)])

function howMuch(effect: SiteEffect, threshold: number) {
  const { speedup, maxsize } = effect
  if (speedup !== undefined && speedup.low >= threshold) return finding('hits-save', { ...speedup, maxsize })
  return finding('command-saves', { ...(commandSaving(savingsOf(effect)) ?? effect.commandWall), maxsize })
}
