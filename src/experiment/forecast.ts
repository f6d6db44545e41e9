/** Tells from the runs of screening, before hours are spent, how long validation may take and what it can settle. */
import { type RunOutcome, succeeded } from '../launch/run-outcome.js'
import { type Decision, leastSettled, pooledSpread } from '../stats/noise-floor.js'
import { median } from '../stats/summary.js'
import type { Launch, LaunchRequest } from './launch-port.js'
import { type LookOptions, lastDecision, MOST_VALIDATED } from './looks.js'
import type { Survivor } from './screening.js'
import type { CommandShare, Screened } from './targeting.js'

/** Before any run was repeated: one in twenty, as sure as four repetitions would make it. */
const USUAL_NOISE = { deviation: 0.05, degrees: 4 }

export interface Forecast {
  mostRuns: number
  /** Of a run, seconds. */
  runSeconds: number
  /** Standard deviation of a run's time as a share of it. */
  noise: number
  /** Least saving that the command's time settles as above the threshold, 0.08 = 8 %. */
  settles: number
}

/** Launches, and remembers of the runs that passed what they took, where times may be compared, and what they saw. */
export class WatchedRuns {
  readonly #wallMs: number[] = []
  readonly #alike = new Map<string, number[]>()
  #observed: RunOutcome | undefined
  readonly #cached = new Map<string, RunOutcome>()

  constructor(private readonly inner: Launch) {}

  readonly launch: Launch = async (request) => {
    const outcome = await this.inner(request)
    if (!succeeded(outcome)) return outcome
    if (request.timed) this.#note(request, outcome)
    if (request.arm === 'observe') this.#observed ??= outcome
    return outcome
  }

  /** undefined: no run has passed in which just these were cached. */
  screened(survivors: readonly Survivor[]): Screened | undefined {
    const cached = this.#cached.get(JSON.stringify(survivors.map(({ id }) => id).sort()))
    return this.#observed && cached && { observed: this.#observed, cached }
  }

  /**
   * `budgetRuns`: those that are left; `share`: of the command that validation runs, all of it if absent. undefined: there is nothing to validate, or no room for it in the budget, or no timed
   * run has passed.
   */
  forecast(candidates: number, options: LookOptions, share?: CommandShare): Forecast | undefined {
    const decision = affordable(candidates, options)
    if (decision === undefined || this.#wallMs.length === 0) return undefined
    const noise = pooledSpread([...this.#alike.values()], USUAL_NOISE)
    return {
      mostRuns: 2 * decision.pairs,
      runSeconds: (median(this.#wallMs) / 1000) * (share?.wall.estimate ?? 1),
      noise,
      // What a part of the command saves is less of the whole, and so is what its noise hides.
      settles: leastSettled(noise * ((share?.cpu ?? share?.wall)?.estimate ?? 1), decision),
    }
  }

  #note({ arm, sites, only }: LaunchRequest, outcome: RunOutcome): void {
    const { cpuMs, wallMs } = outcome
    this.#wallMs.push(wallMs)
    const ids = Object.keys(sites)
    if (ids.length > 0 && ids.every((id) => sites[id]?.arm === 'cached')) {
      this.#cached.set(JSON.stringify(ids.sort()), outcome)
    }
    const key = JSON.stringify([arm, sites, only])
    this.#alike.set(key, [...(this.#alike.get(key) ?? []), cpuMs ?? wallMs])
  }
}

/** Of as many of them as are measured at once. */
function affordable(candidates: number, options: LookOptions): Decision | undefined {
  for (let most = Math.min(candidates, MOST_VALIDATED); most > 0; most -= 1) {
    const decision = lastDecision(most, options)
    if (decision !== undefined) return decision
  }
  return undefined
}
