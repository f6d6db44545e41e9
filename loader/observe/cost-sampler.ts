/** Decides which calls are timed so that timing stays cheap, and makes of them an unbiased mean. */
import { clockCostNs, readClockNs } from './clock.js'
import { Random } from './random.js'

/** At first all calls are timed, until that has taken so long. */
const FREE_NS = 250_000
const MAX_GAP = 1 << 14
/** What a sample costs beside its three readings of the clock: what these make, and keeping account of it. */
const BOOKKEEPING_NS = 1000

export interface Clock {
  readNs(): number
  /** What one reading costs. */
  costNs(): number
}

/** Shared by all samplers of a thread. */
export class TimingBudget {
  /** Share of the elapsed time that timing may take. */
  static readonly MAX_SHARE = 0.02
  private samplers = 0

  join(): void {
    this.samplers++
  }

  /** What one sampler may take of the elapsed time. */
  get share(): number {
    return TimingBudget.MAX_SHARE / Math.max(1, this.samplers)
  }
}

const sharedBudget = new TimingBudget()

/**
 * Early calls run in the interpreter and are all timed, later ones are not: a plain mean over samples would be too high.
 * So each sample stands for the calls since the last one: sum(weight · ns) / sum(weight). Gaps are random, since calls
 * may come in a rhythm. `sumNs` and `sumSqNs` are scaled to the number of samples, so that `sumNs / samples` is the mean.
 */
export class CostSampler {
  samples = 0
  /** What timing has cost so far, ns. */
  spentNs = 0
  private weights = 0
  private weightedNs = 0
  private weightedSqNs = 0
  private meanGap = 1
  private countdown = 1
  private weight = 1
  private readonly random: Random
  private startNs = 0
  private joined = false

  constructor(
    seed: number,
    private readonly clock: Clock = { readNs: readClockNs, costNs: clockCostNs },
    private readonly budget: TimingBudget = sharedBudget,
  ) {
    this.random = new Random(seed)
  }

  /** No call is to be timed any more. */
  stop(): void {
    this.countdown = Number.POSITIVE_INFINITY
  }

  /** Whether this call is to be timed. */
  take(): boolean {
    return --this.countdown <= 0
  }

  /** Cost of a call that was to be timed, clock cost taken off. */
  add(ns: number): void {
    this.samples++
    this.weights += this.weight
    this.weightedNs += this.weight * ns
    this.weightedSqNs += this.weight * ns * ns
    this.plan(3 * this.clock.costNs() + BOOKKEEPING_NS)
  }

  /** A call that was to be timed did not return: the next one stands for it too. */
  skip(): void {
    this.countdown = 1
    this.weight++
  }

  get sumNs(): number {
    return this.weights === 0 ? 0 : (this.weightedNs / this.weights) * this.samples
  }

  get sumSqNs(): number {
    return this.weights === 0 ? 0 : (this.weightedSqNs / this.weights) * this.samples
  }

  private plan(sampleNs: number): void {
    this.spentNs += sampleNs
    if (this.samples === 1) this.startNs = this.clock.readNs()
    else if (this.spentNs >= FREE_NS) this.meanGap = this.affordableGap(sampleNs)
    // The mean is the gap.
    this.weight = this.random.upTo(2 * this.meanGap - 1)
    this.countdown = this.weight
  }

  /** At the rate of calls so far, one sample in so many calls takes its share of the time and no more. */
  private affordableGap(sampleNs: number): number {
    if (!this.joined) this.budget.join()
    this.joined = true
    const nsBetweenCalls = (this.clock.readNs() - this.startNs) / this.weights
    const gap = Math.ceil(sampleNs / (this.budget.share * nsBetweenCalls))
    return Math.min(Math.max(gap, 1), MAX_GAP)
  }
}
