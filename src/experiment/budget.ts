/** How many more runs of the command the owner grants. */
import type { ExperimentOptions } from './options.js'

/** What stages of the experiment have taken. */
export interface Spent {
  runs: number
  /** Wall time, s. */
  seconds: number
}

export class Budget {
  readonly #runs: number
  readonly #seconds: number

  constructor(options: Pick<ExperimentOptions, 'budgetRuns' | 'budgetSeconds'>, before: Spent) {
    this.#runs = options.budgetRuns - before.runs
    this.#seconds = options.budgetSeconds - before.seconds
  }

  /** Whole pairs of runs that may still be begun after `spent`, were each run as long as those before. */
  pairsLeft({ runs, seconds }: Spent): number {
    if (seconds >= this.#seconds) return 0
    const inTime = runs === 0 ? Number.POSITIVE_INFINITY : (this.#seconds - seconds) / (seconds / runs)
    return Math.max(0, Math.floor(Math.min(this.#runs - runs, inTime) / 2))
  }
}
