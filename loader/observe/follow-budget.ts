/** Bounds what following calls may cost a process in all, beside the deep checks, which have a budget of their own. */
import { readClockNs } from './clock.js'
import { deepWork } from './deep-work-budget.js'
import { type Allowance, allowedNs, type OwnerTime, ownerTime } from './owner-time.js'
import { Random } from './random.js'

const OF_ALL_SITES: Allowance = { freeNs: 5e7, shareOfOwner: 0.15 }
/** One followed call in so many is timed, on average. */
const TIMED_GAP = 64
/** A call that takes longer was interrupted: the machine was busy, or garbage was collected, most of it not ours. */
const LONGEST_NS = 1e5

/** Costs are taken from a random sample of calls: most sites' calls cost less than timing them would. */
export class FollowBudget {
  private spentNs = 0
  private countdown = 1
  private weight = 1
  private readonly random = new Random()

  constructor(
    private readonly readNs: () => number = readClockNs,
    private readonly owner: Pick<OwnerTime, 'ns' | 'takeOff'> = ownerTime,
    private readonly deep: { readonly spentNs: number } = deepWork,
  ) {}

  /** How many calls this one's work is to be timed for; 0: it is not to be timed. */
  take(): number {
    if (--this.countdown > 0) return 0
    const { weight } = this
    this.weight = this.random.upTo(2 * TIMED_GAP - 1)
    this.countdown = this.weight
    return weight
  }

  /** When a piece of work starts that is to be charged; deep work within is not charged again. */
  start(): number {
    return this.readNs() - this.deep.spentNs
  }

  /** One of the pieces of work of a call that is timed for so many has ended. */
  charge(start: number, calls: number): void {
    const ns = calls * Math.min(this.start() - start, LONGEST_NS)
    this.spentNs += ns
    this.owner.takeOff(ns)
  }

  /** What was spent as a multiple of what may be: above 1, less has to be followed. */
  pressure(allowance = OF_ALL_SITES): number {
    return this.spentNs / allowedNs(allowance, this.owner)
  }
}

/** Of this thread. */
export const followBudget = new FollowBudget()
