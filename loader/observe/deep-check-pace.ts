/** Keeps deep checks from taking over a site's time: all of them at first, then fewer and fewer, but never none. */

import { type DeepWorkBudget, deepWork } from './deep-work-budget.js'
import { Random } from './random.js'

const CHECKS_AT_EACH_PACE = 20_000
const PARTS_AT_EACH_PACE = 1 << 21
const SLOWEST_PACE = 64
/** While the process's budget is exhausted: the smaller its objects, the less there is to be saved. */
const QUICKEST_STARVED_PACE = 16
const STARVED_PACE_PER_PART = 2
const SLOWEST_STARVED_PACE = 512
/**
 * Checks that every site gets, whatever the others have cost; more of them where its objects are small, and few of one
 * that does not repeat.
 */
const GUARANTEED_CHECKS = 20
const GUARANTEED_WITHOUT_REPEATS = 4
const GUARANTEED_PARTS = 2048
const MOST_GUARANTEED = 128

/**
 * Takes each k-th call on average, at random: calls may come in a rhythm. k doubles with the work that was done, and is
 * larger still while the process's budget is exhausted.
 */
export class DeepCheckPace {
  private checks = 0
  private taken = 0
  private allParts = 0
  private stopped = false
  private parts = 0
  private pace = 1
  private readonly random = new Random()

  constructor(
    private readonly budget: Pick<DeepWorkBudget, 'exhausted'> = deepWork,
    private readonly slowest = SLOWEST_PACE,
    private readonly repeats: () => number = () => GUARANTEED_CHECKS,
  ) {}

  take(): boolean {
    if (this.stopped) return false
    const pace = this.budget.exhausted && !this.isGuaranteed() ? this.starvedPace() : this.pace
    const isTaken = this.random.isOneIn(pace)
    if (isTaken) this.taken++
    return isTaken
  }

  private starvedPace(): number {
    const pace = (STARVED_PACE_PER_PART * this.allParts) / Math.max(1, this.taken)
    return Math.min(Math.max(QUICKEST_STARVED_PACE, Math.ceil(pace), this.pace), SLOWEST_STARVED_PACE)
  }

  private isGuaranteed(): boolean {
    const { taken, allParts } = this
    if (taken >= MOST_GUARANTEED) return false
    if (taken >= GUARANTEED_CHECKS) return allParts < GUARANTEED_PARTS
    return taken < GUARANTEED_WITHOUT_REPEATS || taken < GUARANTEED_WITHOUT_REPEATS + this.repeats()
  }

  /** The site is known to be unsafe: nothing more is to be learnt. */
  stop(): void {
    this.stopped = true
  }

  /** `parts`: values that one check looked at. */
  spend(parts: number): void {
    this.checks++
    this.parts += parts
    this.allParts += parts
    if (this.checks <= CHECKS_AT_EACH_PACE && this.parts <= PARTS_AT_EACH_PACE) return
    this.checks = 0
    this.parts = 0
    this.pace = Math.min(this.pace * 2, this.slowest)
  }
}
