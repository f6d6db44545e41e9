/** Would it pay, were it not for state that the cache would have to follow, or for what it may change? */

import type { SiteEffect } from '../../experiment/effect.js'
import type { SiteObservation } from '../../experiment/observation.js'
import type { StateReason, StaticPurity } from '../../scan/scanned-site.js'
import { commandSaving } from '../../stats/payoff.js'
import { givenObjects } from '../../wire/given-objects.js'
import { changedResults, stateBeside } from '../possible-keys.js'
import { type Finding, finding, type Rule, ruling } from '../ruling.js'
import { savingsOf } from '../savings.js'
import { isOfArguments, possibleMutations } from '../static-impurity.js'

/** As no number of runs would bring a stateful site to APPLY, the estimate decides where the interval is open. */
export const followsState: Rule = ({ site, observation, effect }, { speedupThreshold }) => {
  const state = stateBeside(site.purity.state, observation?.key.strategy ?? 'identity', observation?.byReference)
  const changed = changedResults(site.purity.state, observation?.counters.sharedResults ?? 0)
  const stateful = [...[...state, ...changed].map(writerOf), ...possibleMutations(site.purity)]
  const obstacles = [
    ...stateful.filter((one) => !isOfArguments(one) || observation === undefined || givenObjects(observation.counters)),
    ...(observation ? callbacks(site.purity, observation) : []),
  ]
  if (obstacles.length === 0 || effect === undefined) return undefined
  const pays = effect.payoff === 'pays'
  const saving = savingToTell(effect, pays, speedupThreshold)
  if (!pays && saving < speedupThreshold) return undefined
  return ruling('HOLD', [finding('would-pay', { saving }), ...obstacles])
}

/** Where the command alone shows that it pays, the calls are no measure of it. */
function savingToTell({ speedup, ...effect }: SiteEffect, pays: boolean, threshold: number): number {
  const command = commandSaving(savingsOf({ speedup, ...effect }), threshold) ?? effect.commandWall
  const callsTell = speedup !== undefined && !(pays && speedup.low < threshold)
  return (callsTell ? speedup : command).estimate
}

/** What a function argument does when it is called cannot be known, nor that it is the same each time. */
function callbacks({ reasons }: StaticPurity, { counters }: SiteObservation): Finding[] {
  if (counters.functionKeys === 0) return []
  return reasons.flatMap(({ code, line, subject }) =>
    code === 'calls-argument' ? [finding(code, { subject, line })] : [],
  )
}

/** Who writes what it reads, and where. */
export function writerOf({ code, within: _gone, ...args }: StateReason): Finding {
  return finding(code, args)
}
