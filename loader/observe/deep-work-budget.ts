/** Bounds what deep checks may cost a process in all, however many sites it has: a suite must not slow to a crawl. */
import { readClockNs } from './clock.js'
import { type OwnerTime, ownerTime } from './owner-time.js'

/** Spent before anybody counts. */
const FREE_NS = 5e8
/** Beyond that, deep work takes at most this share of the time that the program takes of its own. */
const SHARE_OF_OWNER = 0.1

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
    const tookNs = this.readNs() - startNs
    this.spentNs += tookNs
    this.owner.takeOff(tookNs)
    this.exhausted = this.spentNs > FREE_NS && this.spentNs > FREE_NS + SHARE_OF_OWNER * this.owner.ns
    return result
  }
}

/** Of this thread. */
export const deepWork = new DeepWorkBudget()
