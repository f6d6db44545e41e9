/** Takes the waiting for a core out of timed calls: on a busy machine it is most of what the clock shows. */
import { UsualCost } from './usual-cost.js'

/** A sample longer than this, and than so many usual ones, may have waited. */
const LONG_NS = 20_000
const LONG_TIMES = 16
/** Calls that usually take so long are asked each time: what asking costs is little beside them. */
const ALWAYS_NS = 400_000

export class Interruptions {
  /** Of a call. */
  private readonly usual = new UsualCost()

  /** `waitedNs`: how long the thread has waited for a core since it was last asked; it costs 8 µs to find out. */
  constructor(private readonly waitedNs: () => number) {}

  /** To be called before a call that is to be timed. */
  begin(): void {
    if (this.usual.ns !== undefined && this.usual.ns > ALWAYS_NS) this.waitedNs()
  }

  /** What of a call's `ns` was work. Waiting before the call since it was last asked is taken for waiting in it. */
  workNs(ns: number): number {
    const usualNs = this.usual.ns ?? ns
    const suspect = usualNs > ALWAYS_NS || (ns > LONG_NS && ns > LONG_TIMES * usualNs)
    const work = suspect ? Math.max(Math.min(usualNs, ns), ns - this.waitedNs()) : ns
    this.usual.follow(work)
    return work
  }

  /**
   * The same for calls that are short by their nature: those that took long were held up, unless they go on so. `longNs`:
   * what none of them takes.
   */
  shortNs(ns: number, longNs = LONG_NS): number {
    this.usual.ns ??= Math.min(ns, longNs)
    const usualNs = this.usual.ns
    const short = ns > longNs && ns > LONG_TIMES * usualNs ? usualNs : ns
    this.usual.follow(ns)
    return short
  }
}
