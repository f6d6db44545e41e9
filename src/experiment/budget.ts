/** How many more runs of the command the owner grants. */
import type { ExperimentOptions } from './options.js'

/** What stages of the experiment have taken. */
export interface Spent {
  runs: number
  /** Wall time, s. */
  seconds: number
  /** Of these, runs that were observed: they take longer than all others. */
  observed?: Readonly<Pick<Spent, 'runs' | 'seconds'>>
}

export function spentIn(...stages: readonly Spent[]): Required<Spent> {
  const sum = (of: (stage: Spent) => number) => stages.map(of).reduce((total, one) => total + one, 0)
  const observed = {
    runs: sum((stage) => stage.observed?.runs ?? 0),
    seconds: sum((stage) => stage.observed?.seconds ?? 0),
  }
  return { runs: sum(({ runs }) => runs), seconds: sum(({ seconds }) => seconds), observed }
}

/** Of an observed run's time, what another run takes at most: observing alone makes suites three to four times slower. */
const MOST_UNOBSERVED = 0.5

/** What another run is likely to take, s; undefined: there was none yet. */
function secondsARun({ runs, seconds, observed = { runs: 0, seconds: 0 } }: Spent): number | undefined {
  if (runs > observed.runs) return (seconds - observed.seconds) / (runs - observed.runs)
  return runs === 0 ? undefined : (MOST_UNOBSERVED * seconds) / runs
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
   * Whole pairs of runs that may still be begun after `spent`, were each run as long as those were that were not observed,
   * or as those of the earlier stages where there was none.
   */
  pairsLeft(spent: Spent): number {
    const left = this.#seconds - spent.seconds
    if (left <= 0) return 0
    const pace = secondsARun(spent.runs > 0 ? spent : this.before)
    const inTime = pace === undefined ? Number.POSITIVE_INFINITY : left / pace
    return Math.max(0, Math.floor(Math.min(this.#runs - spent.runs, inTime) / 2))
  }
}

/** {@link Budget.pairsLeft} of the whole experiment from here on, as runs are added to `ledger`, which has had all so far. */
export function pairsLeftIn(
  options: Pick<ExperimentOptions, 'budgetRuns' | 'budgetSeconds'>,
  ledger: Readonly<Spent>,
): () => number {
  const before = spentIn(ledger)
  const budget = new Budget(options, before)
  const since = (now: Pick<Spent, 'runs' | 'seconds'>, then: Pick<Spent, 'runs' | 'seconds'>) => ({
    runs: now.runs - then.runs,
    seconds: now.seconds - then.seconds,
  })
  return () => {
    const now = spentIn(ledger)
    return budget.pairsLeft({ ...since(now, before), observed: since(now.observed, before.observed) })
  }
}
