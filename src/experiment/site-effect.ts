/** Reads one survivor's effect from its pairs of runs. */
import type { Interval } from '../stats/interval.js'
import { furtherPairs } from '../stats/pairs-needed.js'
import { commandSaving, halfDenied, isSettled, LIKELY_ALPHA, type Payoff, payoff } from '../stats/payoff.js'
import { mean } from '../stats/summary.js'
import { addCounters, type SiteCounters, zeroCounters } from '../wire/counters.js'
import type { CommandEffect, CommandEffects } from './command-effect.js'
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
  const speedup = inSiteSaving(survivor, pairs, effects.offCpuMs)
  const decided = decide({ inSite: speedup, of: (alpha) => effects.of(id, alpha), look, threshold })
  if (decided === undefined) return undefined
  const { shown, settled, saving, ...open } = decided
  const basis = { pairs: pairs.length, degrees: effects.degrees, ...open }
  return {
    id,
    pairs: pairs.length,
    counters: cachedCounters(id, pairs),
    maxsize,
    speedup,
    ...shown,
    heapDelta: heapDelta(id, pairs),
    payoff: settled,
    furtherPairs: isSettled(settled) ? undefined : furtherPairs(saving, threshold, basis),
    secondsEach: mean(pairs.map(({ outcomes: [first, second] }) => (first.wallMs + second.wallMs) / 1000)),
  }
}

interface Question {
  /** What the calls themselves say; undefined: they could not be timed. */
  inSite: Interval | undefined
  /** What the command's times say, at that probability of error. */
  of: (alpha: number) => CommandEffect | undefined
  look: Look
  threshold: number
}

interface Decided {
  shown: CommandEffect
  settled: Payoff
  /** The command's, at `alpha`. */
  saving: Interval
  alpha: number
  /** Probability of error that the next look would go by. */
  decides: number
}

function decide({ inSite, of, look, threshold }: Question): Decided | undefined {
  const [shown, single, likely] = [of(SHOWN_ALPHA), of(look.single), of(LIKELY_ALPHA)]
  // Of calls that could not be timed either time of the command may say that they pay.
  const chances = inSite === undefined && shown?.commandCpu !== undefined ? 2 : 1
  const shared = of(look.shared / chances)
  if (!shown || !single || !shared || !likely) return undefined
  const savingOf = (command: CommandEffect) => commandSaving({ inSite, ...command }, threshold) ?? command.commandWall
  const next = savingOf(single).estimate >= threshold ? look.next.shared / chances : look.next.single
  return {
    shown,
    settled: payoff({ inSite, ...single }, { shared, likely, first: look.first }, threshold),
    saving: savingOf(likely),
    alpha: LIKELY_ALPHA,
    decides: halfDenied({ inSite, ...single }, threshold) ? LIKELY_ALPHA : next,
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
