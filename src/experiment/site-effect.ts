/** Reads one survivor's effect from its pairs of runs. */
import { furtherPairs } from '../stats/pairs-needed.js'
import { commandSaving, halfDenied, isSettled, LIKELY_ALPHA, payoff } from '../stats/payoff.js'
import { mean } from '../stats/summary.js'
import { addCounters, type SiteCounters, zeroCounters } from '../wire/counters.js'
import type { CommandEffects } from './command-effect.js'
import type { SiteEffect } from './effect.js'
import { heapDelta } from './heap-delta.js'
import { cachedRun, inSiteSaving } from './in-site-saving.js'
import { type Look, SHOWN_ALPHA } from './looks.js'
import { type MeasuredPair, signOf } from './measured-pair.js'
import type { Survivor } from './screening.js'

/** @returns undefined when too few pairs could be measured. */
export function siteEffect(
  survivor: Survivor,
  all: readonly MeasuredPair[],
  effects: CommandEffects,
  look: Look,
  threshold: number,
): SiteEffect | undefined {
  const { id, maxsize } = survivor
  const pairs = all.filter(({ cached }) => signOf(id, cached) !== 0)
  const speedup = inSiteSaving(survivor, pairs)
  const shown = effects.of(id, SHOWN_ALPHA)
  const single = effects.of(id, look.single)
  // Of calls that could not be timed either time of the command may say that they pay.
  const chances = speedup === undefined && shown?.commandCpu !== undefined ? 2 : 1
  const shared = effects.of(id, look.shared / chances)
  const likely = effects.of(id, LIKELY_ALPHA)
  if (!shown || !single || !shared || !likely) return undefined
  const settled = payoff({ inSite: speedup, ...single }, { shared, likely, first: look.first }, threshold)
  const denied = halfDenied({ inSite: speedup, ...single }, threshold)
  const [open, alpha] = denied ? [likely, LIKELY_ALPHA] : [single, look.single]
  const command = commandSaving({ inSite: speedup, ...open }, threshold) ?? open.commandWall
  const basis = { pairs: pairs.length, degrees: effects.degrees, alpha }
  return {
    id,
    pairs: pairs.length,
    counters: cachedCounters(id, pairs),
    maxsize,
    speedup,
    ...shown,
    heapDelta: heapDelta(id, pairs),
    payoff: settled,
    furtherPairs: isSettled(settled) ? undefined : furtherPairs(command, threshold, basis),
    secondsEach: mean(pairs.map(({ outcomes: [first, second] }) => (first.wallMs + second.wallMs) / 1000)),
  }
}

function cachedCounters(id: string, pairs: readonly MeasuredPair[]): SiteCounters {
  const sum = zeroCounters()
  for (const pair of pairs) {
    const counters = cachedRun(id, pair).sites.get(id)?.counters
    if (counters !== undefined) addCounters(sum, counters)
  }
  return sum
}
