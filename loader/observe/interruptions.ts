/** Takes the waiting for a core out of timed calls: on a busy machine it is most of what the clock shows. */

/** A sample longer than this, and than so many usual ones, may have waited. */
const LONG_NS = 20_000
const LONG_TIMES = 16
/** Calls that usually take so long are asked each time: what asking costs is little beside them. */
const ALWAYS_NS = 400_000
/** The usual cost follows the samples by this share of the difference, and no further than to twice what it was. */
const FOLLOWS = 1 / 8
const LEAST_STEP_NS = 100

export class Interruptions {
  /** Cost of a usual call, which single long ones hardly change; undefined: there was none yet. */
  private usualNs: number | undefined

  /** `waitedNs`: how long the thread has waited for a core since it was last asked; it costs 8 µs to find out. */
  constructor(private readonly waitedNs: () => number) {}

  /** To be called before a call that is to be timed. */
  begin(): void {
    if (this.usualNs !== undefined && this.usualNs > ALWAYS_NS) this.waitedNs()
  }

  /** What of a call's `ns` was work. Waiting before the call since it was last asked is taken for waiting in it. */
  workNs(ns: number): number {
    const usualNs = this.usualNs ?? ns
    const suspect = usualNs > ALWAYS_NS || (ns > LONG_NS && ns > LONG_TIMES * usualNs)
    const work = suspect ? Math.max(Math.min(usualNs, ns), ns - this.waitedNs()) : ns
    this.follow(work)
    return work
  }

  /** The same for calls that are short by their nature: those that took long were held up, unless they go on so. */
  shortNs(ns: number): number {
    this.usualNs ??= Math.min(ns, LONG_NS)
    const short = ns > LONG_NS && ns > LONG_TIMES * this.usualNs ? this.usualNs : ns
    this.follow(ns)
    return short
  }

  private follow(ns: number): void {
    if (this.usualNs === undefined) this.usualNs = ns
    else this.usualNs += FOLLOWS * (Math.min(ns, 2 * this.usualNs + LEAST_STEP_NS) - this.usualNs)
  }
}
