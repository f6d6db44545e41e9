/** Follows what something usually costs, as it changes: single long ones, which were held up, hardly move it. */

/** By this share of the difference, and no further than to twice what it was. */
const FOLLOWS = 1 / 8
const LEAST_STEP_NS = 100

/** Of the first ones the least is usual: any of them may have been held up. */
const FIRST = 8

export class UsualCost {
  /** undefined: there was none yet. */
  ns: number | undefined
  private seen = 0

  /** @returns what is usual from now on. */
  follow(ns: number): number {
    const { ns: usual = ns } = this
    const step = Math.max(0, Math.min(ns, 2 * usual + LEAST_STEP_NS)) - usual
    this.ns = usual + (++this.seen <= FIRST ? Math.min(0, step) : FOLLOWS * step)
    return this.ns
  }
}
