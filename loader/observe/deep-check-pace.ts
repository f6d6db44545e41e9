/** Keeps deep checks from taking over a site's time: all of them at first, then fewer and fewer, but never none. */

import { type DeepWorkBudget, deepWork } from './deep-work-budget.js'

const CHECKS_AT_EACH_PACE = 20_000
const PARTS_AT_EACH_PACE = 1 << 21
const SLOWEST_PACE = 64
/** While the process's budget is exhausted. */
const STARVED_PACE = 512
/** Checks that every site gets, whatever the others have cost. */
const GUARANTEED_CHECKS = 20

/**
 * Takes each k-th call on average, at random: calls may come in a rhythm. k doubles with the work that was done, and is
 * larger still while the process's budget is exhausted.
 */
export class DeepCheckPace {
  private checks = 0
  private guaranteed = GUARANTEED_CHECKS
  private stopped = false
  private parts = 0
  private pace = 1
  private random = 0x2545f491

  constructor(private readonly budget: Pick<DeepWorkBudget, 'exhausted'> = deepWork) {}

  take(): boolean {
    if (this.stopped) return false
    const pace = this.budget.exhausted && this.guaranteed === 0 ? STARVED_PACE : this.pace
    if (this.guaranteed > 0) this.guaranteed--
    if (pace === 1) return true
    this.random = (Math.imul(this.random, 1664525) + 1013904223) >>> 0
    return (this.random >>> 16) % pace === 0
  }

  /** The site is known to be unsafe: nothing more is to be learnt. */
  stop(): void {
    this.stopped = true
  }

  /** `parts`: values that one check looked at. */
  spend(parts: number): void {
    this.checks++
    this.parts += parts
    if (this.checks <= CHECKS_AT_EACH_PACE && this.parts <= PARTS_AT_EACH_PACE) return
    this.checks = 0
    this.parts = 0
    this.pace = Math.min(this.pace * 2, SLOWEST_PACE)
  }
}
