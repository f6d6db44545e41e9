/** Decides which calls are timed so that timing stays cheap, and makes of them an unbiased mean. */
import { Random } from './random.js'
import { type TimingBudget, timingBudget } from './timing-budget.js'

/** What a sample takes: to read the clock, and to keep account of it, mostly in code that V8 has not compiled yet. */
export const SAMPLE_NS = 3000
/** So many samples tell the mean of calls well enough: more are taken only as the calls go on. */
const ENOUGH = 512
const MAX_GAP = 1 << 14
/** From one look at the rate of calls to the next. */
const MOST_GROWTH = 8
/** The rate of calls is looked at again when there are so many more samples, and a quarter more: asking takes 1-3 µs. */
const SAMPLES_BETWEEN_LOOKS = 16

/**
 * Early calls run in the interpreter and are all timed, later ones are not: a plain mean over samples would be too high.
 * So each sample stands for the calls since the last one: sum(weight · ns) / sum(weight). Gaps are random, since calls
 * may come in a rhythm. `sumNs` and `sumSqNs` are scaled to the number of samples, so that `sumNs / samples` is the mean.
 */
export class CostSampler {
  private taken = 0
  private weights = 0
  private squaredWeights = 0
  private weightedNs = 0
  private weightedSqNs = 0
  private meanGap = 1
  private countdown = 1
  private weight = 1
  private readonly random: Random
  private startNs = 0
  private nextLook = 0
  private joined = false

  /** `part`: of the samples of others, where less hangs on it. */
  constructor(
    seed: number,
    private readonly part = 1,
    private readonly budget: TimingBudget = timingBudget,
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
    this.taken++
    this.weights += this.weight
    this.squaredWeights += this.weight * this.weight
    this.weightedNs += this.weight * ns
    this.weightedSqNs += this.weight * ns * ns
    this.plan()
  }

  /** A call that was to be timed did not return: the next one stands for it too. */
  skip(): void {
    this.countdown = 1
    this.weight++
  }

  /** What timing has cost so far, ns. */
  get spentNs(): number {
    return this.taken * SAMPLE_NS
  }

  /** As many as would tell as much if each stood for equally many calls: Kish (1965), "Survey Sampling". */
  get samples(): number {
    return this.weights === 0 ? 0 : Math.round(this.weights ** 2 / this.squaredWeights)
  }

  get sumNs(): number {
    return this.weights === 0 ? 0 : (this.weightedNs / this.weights) * this.samples
  }

  get sumSqNs(): number {
    return this.weights === 0 ? 0 : (this.weightedSqNs / this.weights) * this.samples
  }

  private plan(): void {
    if (this.taken === 1) this.startNs = this.budget.readCpuNs()
    else if (this.taken >= this.nextLook && !this.budget.grants(SAMPLE_NS, this.spentNs / this.part)) this.keepToShare()
    // The mean is the gap.
    this.weight = this.random.upTo(2 * this.meanGap - 1)
    this.countdown = this.weight
  }

  /** At the rate of calls so far, one sample in so many calls takes its share of the time and no more. */
  private keepToShare(): void {
    if (!this.joined) this.budget.join()
    this.joined = true
    const nsBetweenCalls = (this.budget.readCpuNs() - this.startNs) / this.weights
    const affordable = Math.ceil(SAMPLE_NS / (this.part * this.budget.share * nsBetweenCalls))
    const sufficient = Math.floor(this.weights / (this.part * ENOUGH))
    // Step by step: where CPU time is told in steps of milliseconds, the first calls seem to take none.
    this.meanGap = Math.min(Math.max(affordable, sufficient, 1), MOST_GROWTH * this.meanGap, MAX_GAP)
    this.nextLook = this.taken + Math.max(SAMPLES_BETWEEN_LOOKS, this.taken >> 2)
  }
}
