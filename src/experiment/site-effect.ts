/** Reads one survivor's effect from its pairs of runs. */
import type { RunOutcome } from '../launch/run-outcome.js'
import type { Interval } from '../stats/interval.js'
import { furtherPairs } from '../stats/pairs-needed.js'
import { commandSaving, isSettled, type Payoff, payoff } from '../stats/payoff.js'
import { addCounters, type SiteCounters, zeroCounters } from '../wire/counters.js'
import type { SiteEffect } from './effect.js'
import { heapDelta } from './heap-delta.js'
import { cpuMetric, WALL_METRIC } from './metrics.js'
import type { MeasuredPair, RunDesign } from './run-design.js'
import { confirmedShare } from './saved-share.js'
import type { Survivor } from './screening.js'

export interface JudgedEffect {
  effect: SiteEffect
  payoff: Payoff
}

/** @returns undefined when fewer than two pairs could be measured. */
export function siteEffect(
  survivor: Survivor,
  all: readonly MeasuredPair[],
  design: RunDesign,
  alpha: number,
  threshold: number,
): JudgedEffect | undefined {
  const { id, maxsize } = survivor
  const pairs = design.pairsOf(id, all)
  const commandWall = design.estimate(id, all, WALL_METRIC, alpha)
  if (commandWall === undefined) return undefined
  const commandCpu = design.estimate(id, all, cpuMetric(pairs[0]?.outcomes[0].cpuSource), alpha)
  const speedup = inSiteSaving(survivor, pairs)
  const savings = { inSite: speedup, commandCpu, commandWall }
  const settled = payoff(savings, threshold)
  const command = commandSaving(savings) ?? commandWall
  const further = isSettled(settled) ? undefined : furtherPairs(command, threshold, pairs.length, alpha)
  const counters = cachedCounters(id, pairs)
  const measured = { speedup, commandCpu, commandWall, heapDelta: heapDelta(id, pairs), furtherPairs: further }
  return { effect: { id, pairs: pairs.length, counters, maxsize, ...measured }, payoff: settled }
}

function inSiteSaving(survivor: Survivor, pairs: readonly MeasuredPair[]): Interval | undefined {
  const calls = pairs.flatMap((pair) => cachedRun(survivor.id, pair).sites.get(survivor.id)?.counters ?? [])
  const timed = survivor.timed.filter((run) => run.hits > 0)
  return timed.length === 0 || calls.length === 0 ? undefined : confirmedShare(timed, calls)
}

function cachedCounters(id: string, pairs: readonly MeasuredPair[]): SiteCounters {
  const sum = zeroCounters()
  for (const pair of pairs) {
    const counters = cachedRun(id, pair).sites.get(id)?.counters
    if (counters !== undefined) addCounters(sum, counters)
  }
  return sum
}

function cachedRun(id: string, { cached, outcomes }: MeasuredPair): RunOutcome {
  return cached[0].includes(id) ? outcomes[0] : outcomes[1]
}
