/** Bounds what deep checks may cost a process in all, however many sites it has: a suite must not slow to a crawl. */
import { readClockNs } from './clock.js'
import { type Allowance, allowedNs, type OwnerTime, ownerTime } from './owner-time.js'

const OF_ALL_SITES: Allowance = { freeNs: 5e7, shareOfOwner: 0.1 }

/** No piece of work takes longer: it was interrupted, by a busy machine or by garbage collection. */
const LONGEST_NS = 5e6

export class DeepWorkBudget {
  /** True: only a small sample of calls is still looked at. */
  exhausted = false
  spentNs = 0

  constructor(
    private readonly readNs: () => number = readClockNs,
    private readonly owner: Pick<OwnerTime, 'ns' | 'takeOff'> = ownerTime,
  ) {}

  /** Does one piece of deep work; pieces are not nested, and nothing of the owner's runs in one. */
  spend<T>(work: () => T): T {
    const startNs = this.readNs()
    const result = work()
    const tookNs = Math.min(this.readNs() - startNs, LONGEST_NS)
    this.spentNs += tookNs
    this.owner.takeOff(tookNs)
    this.exhausted = this.exceeds(OF_ALL_SITES)
    return result
  }

  exceeds(allowance: Allowance): boolean {
    return this.spentNs > allowance.freeNs && this.spentNs > allowedNs(allowance, this.owner)
  }
}

/** Of this thread. */
export const deepWork = new DeepWorkBudget()
