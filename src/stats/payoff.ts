/** Says what the measured intervals of one change settle: does it pay? */
import type { Interval } from './interval.js'

/** Savings as fractions of the time without the change; undefined: could not be had. */
export interface MeasuredSavings {
  /** From the cost of the calls themselves. */
  inSite: Interval | undefined
  commandCpu: Interval | undefined
  commandWall: Interval | undefined
}

/**
 * - `pays`: the in-site or the command's saving is surely at or above the threshold, and neither speaks against it.
 * - `does-not-pay`: both are surely below it.
 * - `slower`: the command surely takes longer, whatever the calls themselves save.
 * - `contradicted`: the calls say that it pays, and the command surely does not.
 * - `unconfirmed`: the calls say that it pays, and what the command's runs show so far is nearer to nothing than to the
 *   least that the calls say. A cache may cost what no call shows, such as the collection of what it holds.
 * - `open`: more pairs may tell.
 */
export type Payoff = 'pays' | 'does-not-pay' | 'slower' | 'contradicted' | 'unconfirmed' | 'open'

export function payoff(savings: MeasuredSavings, threshold: number): Payoff {
  const command = commandSaving(savings)
  if (command !== undefined && command.high < 0) return 'slower'
  if (savings.inSite !== undefined && savings.inSite.low >= threshold) {
    if (commandDenies(savings, threshold)) return 'contradicted'
    return command !== undefined && command.estimate < savings.inSite.low / 2 ? 'unconfirmed' : 'pays'
  }
  if (command !== undefined && command.low >= threshold) return 'pays'
  const known = [savings.inSite, command].filter((interval) => interval !== undefined)
  return known.length > 0 && command !== undefined && known.every((interval) => interval.high < threshold)
    ? 'does-not-pay'
    : 'open'
}

/** Whether further pairs of runs could not change it. */
export function isSettled(payoff: Payoff): boolean {
  return payoff !== 'open' && payoff !== 'unconfirmed'
}

/**
 * The command's own saving: its CPU time where that could be had. A change whose calls could not be timed is
 * asynchronous: waiting is what it may save, so its wall time decides where that says more.
 */
export function commandSaving(savings: MeasuredSavings): Interval | undefined {
  const { inSite, commandCpu, commandWall } = savings
  if (commandCpu === undefined) return commandWall
  if (inSite === undefined && commandWall !== undefined && commandWall.low > commandCpu.low) return commandWall
  return commandCpu
}

function commandDenies(savings: MeasuredSavings, threshold: number): boolean {
  const seen = [savings.commandCpu, savings.commandWall].filter((interval) => interval !== undefined)
  return seen.length > 0 && seen.every((interval) => interval.high < threshold)
}
