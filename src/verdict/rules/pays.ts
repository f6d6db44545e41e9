/** The last question, which every site that comes to it has answered: how much does it save? */
import type { SiteEffect } from '../../experiment/effect.js'
import type { SiteObservation } from '../../experiment/observation.js'
import type { ScannedSite } from '../../scan/scanned-site.js'
import { commandSaving } from '../../stats/payoff.js'
import { followedShare } from '../followed-share.js'
import { keyOption, keyParts } from '../key-code.js'
import { keysTried } from '../keys-tried.js'
import { type Finding, finding, type Rule, ruling } from '../ruling.js'
import { savingsOf } from '../savings.js'

/** Beside the saving it says what the run does and does not show: never "pure". */
export const pays: Rule = ({ site, observation, effect }, { speedupThreshold }) =>
  effect &&
  ruling('APPLY', [
    howMuch(effect, speedupThreshold, observation?.timing?.entryBytes),
    ...(observation ? [...keyedBy(site, observation), howSafe(observation), ...keysTried(observation)] : []),
  ])

function keyedBy(site: ScannedSite, { key }: SiteObservation): Finding[] {
  const [parts, option] = [keyParts(key, site), keyOption(key, site)]
  return parts === undefined || option === undefined ? [] : [finding('key', { parts, option })]
}

function howSafe({ counters }: SiteObservation) {
  return finding('no-counterexample', { hits: counters.checked, keys: counters.distinct, ...followedShare(counters) })
}

function howMuch(effect: SiteEffect, threshold: number, entryBytes: number | undefined) {
  const { speedup, maxsize } = effect
  const size = { maxsize, ...(entryBytes !== undefined && { entryBytes }) }
  if (speedup !== undefined && speedup.low >= threshold) return finding('hits-save', { ...speedup, ...size })
  return finding('command-saves', { ...(commandSaving(savingsOf(effect), threshold) ?? effect.commandWall), ...size })
}
