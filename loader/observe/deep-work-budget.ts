/** Bounds what deep checks may cost a process in all, however many sites it has: a suite must not slow to a crawl. */
import { readClockNs } from './clock.js'

/** Spent before anybody counts. */
const FREE_NS = 1e9
/** Beyond that, deep work takes at most this share of the time that the rest of the process takes. */
const SHARE_OF_REST = 0.25

export class DeepWorkBudget {
  /** True: only a small sample of calls is still looked at. */
  exhausted = false
  private spentNs = 0
  private readonly startNs: number

  constructor(private readonly readNs: () => number = readClockNs) {
    this.startNs = readNs()
  }

  /** Does one piece of deep work; pieces are not nested, and nothing of the owner's runs in one. */
  spend<T>(work: () => T): T {
    const startNs = this.readNs()
    const result = work()
    const nowNs = this.readNs()
    this.spentNs += nowNs - startNs
    const restNs = nowNs - this.startNs - this.spentNs
    this.exhausted = this.spentNs > FREE_NS + SHARE_OF_REST * restNs
    return result
  }
}

/** Of this thread. */
export const deepWork = new DeepWorkBudget()
