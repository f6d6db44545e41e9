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
 * - `pays`: the in-site or the command's saving is surely at or above the threshold.
 * - `does-not-pay`: both are surely below it.
 * - `slower`: the command surely takes longer, whatever the calls themselves save.
 * - `contradicted`: the calls say that it pays, and the command surely does not get even half of that threshold.
 * - `open`: more pairs may tell.
 */
export type Payoff = 'pays' | 'does-not-pay' | 'slower' | 'contradicted' | 'open'

export function payoff(savings: MeasuredSavings, threshold: number): Payoff {
  const command = commandSaving(savings)
  if (command !== undefined && command.high < 0) return 'slower'
  if (savings.inSite !== undefined && savings.inSite.low >= threshold) {
    return commandDenies(savings, threshold) ? 'contradicted' : 'pays'
  }
  if (command !== undefined && command.low >= threshold) return 'pays'
  const known = [savings.inSite, command].filter((interval) => interval !== undefined)
  return known.length > 0 && command !== undefined && known.every((interval) => interval.high < threshold)
    ? 'does-not-pay'
    : 'open'
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
  return seen.length > 0 && seen.every((interval) => interval.high < threshold / 2)
}
