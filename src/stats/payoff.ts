/** Says what the measured intervals of one change settle: does it pay? */
import type { Interval } from './interval.js'

/** Savings as fractions of the time without the change; undefined: could not be had. */
export interface CommandSavings {
  commandCpu: Interval | undefined
  commandWall: Interval | undefined
}

export interface MeasuredSavings extends CommandSavings {
  /** From the cost of the calls themselves. */
  inSite: Interval | undefined
}

/**
 * - `pays`: the in-site or the command's saving is surely at or above the threshold, and neither speaks against it.
 * - `does-not-pay`: the command surely saves less, and the calls may; or the calls surely do, and the command likely.
 *   Of calls that could not be timed: one of the command's times surely saves less, and the other likely.
 * - `slower`: the command surely takes longer, whatever the calls themselves save.
 * - `contradicted`: the calls say that it pays, and the command surely does not.
 * - `unconfirmed`: the calls say that it pays, and what the command's runs show so far is nearer to nothing than to the
 *   least that the calls say. A cache may cost what no call shows, such as the collection of what it holds.
 * - `open`: more pairs may tell.
 */
export type Payoff = 'pays' | 'does-not-pay' | 'slower' | 'contradicted' | 'unconfirmed' | 'open'

/** The command's savings at other probabilities of error than the 0.05 or less of {@link MeasuredSavings}. */
export interface OtherConfidence {
  /** At one that all candidates share: it decides where the command alone says that it pays, as the luckiest of many
   * useless changes would seem to. */
  shared: CommandSavings
  /** At {@link LIKELY_ALPHA}: enough to agree with what surely does not pay. */
  likely: CommandSavings
  /** It is the first look: what speaks against each other is looked at again. */
  first: boolean
}

export const LIKELY_ALPHA = 0.2

export function payoff(savings: MeasuredSavings, other: OtherConfidence, threshold: number): Payoff {
  const { inSite } = savings
  const command = commandSaving(savings, threshold)
  const callsPay = inSite !== undefined && inSite.low >= threshold
  const slower = command !== undefined && command.high < 0
  if (callsPay && other.first && (slower || commandDenies(savings, threshold))) return 'unconfirmed'
  if (slower) return 'slower'
  if (callsPay) {
    if (commandDenies(savings, threshold)) return 'contradicted'
    return command !== undefined && command.estimate < inSite.low / 2 ? 'unconfirmed' : 'pays'
  }
  const sure = commandSaving({ inSite, ...other.shared }, threshold)
  if (sure !== undefined && sure.low >= threshold) return 'pays'
  const bound = halfDenied(savings, threshold) ? commandSaving({ inSite, ...other.likely }, threshold) : command
  return bound !== undefined && bound.high < threshold ? 'does-not-pay' : 'open'
}

/** Whether further pairs of runs could not change it. */
export function isSettled(payoff: Payoff): boolean {
  return payoff !== 'open' && payoff !== 'unconfirmed'
}

/**
 * The command's own saving: its CPU time where that could be had. A change whose calls could not be timed is
 * asynchronous: waiting is what it may save, so the time decides that surely saves enough, else the one that may save
 * more, and only both together deny it.
 */
export function commandSaving(savings: MeasuredSavings, threshold: number): Interval | undefined {
  const { inSite, commandCpu, commandWall } = savings
  if (commandCpu === undefined || commandWall === undefined) return commandCpu ?? commandWall
  if (inSite !== undefined) return commandCpu
  const [lower, surer] = commandWall.low > commandCpu.low ? [commandCpu, commandWall] : [commandWall, commandCpu]
  return surer.low >= threshold || surer.high >= lower.high ? surer : lower
}

/** The calls surely save less, or one of the two times of a change whose calls could not be timed: the rest may agree. */
export function halfDenied({ inSite, commandCpu, commandWall }: MeasuredSavings, threshold: number): boolean {
  const parts = inSite === undefined ? [commandCpu, commandWall] : [inSite]
  return parts.some((interval) => interval !== undefined && interval.high < threshold)
}

function commandDenies(savings: MeasuredSavings, threshold: number): boolean {
  const seen = [savings.commandCpu, savings.commandWall].filter((interval) => interval !== undefined)
  return seen.length > 0 && seen.every((interval) => interval.high < threshold)
}
