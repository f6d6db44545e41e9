/** Decides which calls of a site are followed: all of them while that can be afforded, then bursts over the whole run. */
import { type FollowBudget, followBudget } from './follow-budget.js'
import { Random } from './random.js'

/** Calls after which it is asked again whether all can be followed. */
const BLOCK = 128
/** A site whose calls repeat less is of no use to a cache; one that begins to repeat more is followed wholly again. */
const PROMISING = 0.1
/** Followed calls that are evidence enough, at a pressure of 1; of a site that may deserve a cache, and of others. */
const ENOUGH_OF_PROMISING = 100_000
const ENOUGH_OF_OTHERS = 4096
/** The further above the budget the process is, the fewer: there may be hundreds of sites, and each goes on to that end. */
const STEEPNESS = 8
/** Followed of every site, however far above. */
const LEAST_OF_PROMISING = 512
const LEAST_OF_OTHERS = 128
/**
 * Length of a burst, and the largest mean gap between two. Of a site that repeats, short ones: a result that changes
 * late is met soon. Of others longer ones, in which repeats would be seen.
 */
const SHORT_BURST = 256
const SHORTEST_BURST = 16
const LONG_BURST = 1024
const WIDEST_GAP_OF_PROMISING = 1 << 15
const WIDEST_GAP_OF_OTHERS = 1 << 17
/** Nor is the mean longer than this share of the calls so far, and a gap is at most twice the mean: of what a program does only near its end some is seen. */
const WIDEST_SHARE = 1 / 32
/** No program calls a function so often; if one does, it is asked again. */
const FOREVER = 2 ** 30
/** Gaps grow by this factor. */
const SLOWER = 4
/** Below this pressure more can be followed again. */
const EASY = 0.8

/** Gaps are random: calls may come in a rhythm. What the tables hold is kept from burst to burst. */
export class FollowPace {
  /** Calls that are to be let pass, counted down by the wrapper. */
  skip = 0
  private left = BLOCK
  private length = BLOCK
  private meanGap = 0
  private passed = 0
  private followed = 0
  private repeated = 0
  private promising = true
  private readonly random: Random

  /** @param repeats how many of the followed calls had a key that was known, under whichever key that is most. */
  constructor(
    private readonly repeats: () => number,
    seed: number,
    private readonly budget: Pick<FollowBudget, 'pressure'> = followBudget,
  ) {
    this.random = new Random(seed)
  }

  /** Nothing more is to be learnt of the site. */
  stop(): void {
    this.skip = FOREVER
  }

  /** To be told of each call that is followed. */
  follow(): void {
    if (--this.left === 0) this.plan()
  }

  private plan(): void {
    const repeated = this.repeats()
    this.promising = repeated - this.repeated >= PROMISING * this.length
    this.repeated = repeated
    this.followed += this.length
    const pressure = this.budget.pressure()
    this.meanGap = this.gapAt(pressure)
    this.length = this.meanGap === 0 ? BLOCK : this.burstAt(pressure)
    this.left = this.length
    this.skip = this.meanGap === 0 ? 0 : this.random.upTo(2 * this.meanGap - 1)
    this.passed += this.skip
  }

  private gapAt(pressure: number): number {
    const { meanGap, promising } = this
    const [enough, least, widest] = promising
      ? [ENOUGH_OF_PROMISING, LEAST_OF_PROMISING, this.widestGapOfPromising()]
      : [ENOUGH_OF_OTHERS, LEAST_OF_OTHERS, WIDEST_GAP_OF_OTHERS]
    // Followed wholly again as soon as it repeats: until then it was followed little.
    if (this.followed < Math.max(least, enough / Math.max(pressure, pressure ** STEEPNESS))) return 0
    if (pressure > 1) return Math.min(SLOWER * Math.max(meanGap, this.length), widest)
    if (pressure >= EASY) return Math.min(meanGap, widest)
    return meanGap > SHORT_BURST / 4 ? meanGap >> 1 : 0
  }

  private burstAt(pressure: number): number {
    const shorter = Math.max(1, pressure) ** STEEPNESS
    return Math.max(SHORTEST_BURST, Math.ceil((this.promising ? SHORT_BURST : LONG_BURST) / shorter))
  }

  private widestGapOfPromising(): number {
    return Math.min(WIDEST_GAP_OF_PROMISING, Math.ceil(WIDEST_SHARE * (this.followed + this.passed)))
  }
}
