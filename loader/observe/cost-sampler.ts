/** Decides which calls are timed so that timing stays cheap, and makes of them an unbiased mean. */
import { clockCostNs } from './clock.js'
import { mostWorkNs } from './cpu-share.js'

/** At first all calls are timed, until that has taken so long, or less where the thread has many samplers. */
const FREE_NS = 250_000
const LEAST_FREE_NS = 50_000
/** What all samplers of a thread may take so, beside the least. */
const FREE_OF_ALL_NS = 1e6
const MAX_GAP = 1 << 14
/**
 * What a sample costs beside its two readings of the clock: what these make, and keeping account of it. 3 to 9 µs for the
 * first thousand, while V8 compiles all that; half of one from the tenth thousand on, which few runs come to.
 */
const BOOKKEEPING_NS = 3000
/** The rate of calls is looked at again when there are so many more samples, and a quarter more: asking takes 1-3 µs. */
const SAMPLES_BETWEEN_LOOKS = 16

export interface Clocks {
  /** CPU time of this thread so far. */
  cpuNs(): number
  /** What one reading of the clock that calls are timed with costs. */
  costNs(): number
}

/** Shared by all samplers of a thread. */
export class TimingBudget {
  /** Share of the CPU time that timing may take; with what is free it comes to less than twice that. */
  static readonly MAX_SHARE = 0.01
  private samplers = 0
  private freeNs = FREE_OF_ALL_NS

  join(): void {
    this.samplers++
  }

  /** Whether a sampler that has taken `spentNs` may take `ns` of what is free. */
  grants(ns: number, spentNs: number): boolean {
    if (spentNs < LEAST_FREE_NS) return true
    if (spentNs >= FREE_NS || this.freeNs < ns) return false
    this.freeNs -= ns
    return true
  }

  /** What one sampler may take of the CPU time. */
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
  private random: number
  private startNs = 0
  private nextLook = 0
  private joined = false

  constructor(
    seed: number,
    private readonly clocks: Clocks = { cpuNs: mostWorkNs, costNs: clockCostNs },
    private readonly budget: TimingBudget = sharedBudget,
  ) {
    this.random = seed >>> 0
  }

  /** No call is to be timed any more. */
  stop(): void {
    this.countdown = Number.POSITIVE_INFINITY
  }

  /** Whether this call is to be timed. */
  take(): boolean {
    return --this.countdown <= 0
  }

  /** Cost of a call that was to be timed, clock cost taken off. `asideNs`: what finding that out took beside the clock. */
  add(ns: number, asideNs = 0): void {
    this.samples++
    this.weights += this.weight
    this.weightedNs += this.weight * ns
    this.weightedSqNs += this.weight * ns * ns
    this.plan(2 * this.clocks.costNs() + BOOKKEEPING_NS + asideNs)
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
    if (this.samples === 1) this.startNs = this.clocks.cpuNs()
    else if (this.samples >= this.nextLook && !this.budget.grants(sampleNs, this.spentNs)) this.keepToShare()
    this.random = (Math.imul(this.random, 1664525) + 1013904223) >>> 0
    // Uniform over 1 .. 2·gap - 1: the mean is the gap.
    this.weight = this.meanGap === 1 ? 1 : 1 + ((this.random >>> 8) % (2 * this.meanGap - 1))
    this.countdown = this.weight
  }

  /** At the rate of calls so far, one sample in so many calls takes its share of the time and no more. */
  private keepToShare(): void {
    if (!this.joined) this.budget.join()
    this.joined = true
    const nsBetweenCalls = (this.clocks.cpuNs() - this.startNs) / this.weights
    const gap = Math.ceil(this.spentNs / this.samples / (this.budget.share * nsBetweenCalls))
    this.meanGap = Math.min(Math.max(gap, 1), MAX_GAP)
    this.nextLook = this.samples + Math.max(SAMPLES_BETWEEN_LOOKS, this.samples >> 2)
  }
}
