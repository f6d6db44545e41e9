/** How many more runs of the command the owner grants. */
import type { ExperimentOptions } from './options.js'

/** What stages of the experiment have taken. */
export interface Spent {
  runs: number
  /** Wall time, s. */
  seconds: number
}

export function spentIn(...stages: readonly Spent[]): Spent {
  const sum = (of: (stage: Spent) => number) => stages.map(of).reduce((total, one) => total + one, 0)
  return { runs: sum(({ runs }) => runs), seconds: sum(({ seconds }) => seconds) }
}

export class Budget {
  readonly #runs: number
  readonly #seconds: number

  constructor(
    options: Pick<ExperimentOptions, 'budgetRuns' | 'budgetSeconds'>,
    private readonly before: Spent,
  ) {
    this.#runs = options.budgetRuns - before.runs
    this.#seconds = options.budgetSeconds - before.seconds
  }

  /**
   * Whole pairs of runs that may still be begun after `spent`, were each run as long as those were, or as those of the
   * earlier stages where there was none.
   */
  pairsLeft(spent: Spent): number {
    const left = this.#seconds - spent.seconds
    if (left <= 0) return 0
    const { runs, seconds } = spent.runs > 0 ? spent : this.before
    const inTime = runs === 0 ? Number.POSITIVE_INFINITY : left / (seconds / runs)
    return Math.max(0, Math.floor(Math.min(this.#runs - spent.runs, inTime) / 2))
  }
}

/** {@link Budget.pairsLeft} of the whole experiment from here on, as runs are added to `ledger`, which has had all so far. */
export function pairsLeftIn(
  options: Pick<ExperimentOptions, 'budgetRuns' | 'budgetSeconds'>,
  ledger: Readonly<Spent>,
): () => number {
  const { runs, seconds } = ledger
  const budget = new Budget(options, { runs, seconds })
  return () => budget.pairsLeft({ runs: ledger.runs - runs, seconds: ledger.seconds - seconds })
}
