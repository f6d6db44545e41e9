/** Tells from the runs of screening, before hours are spent, how long validation may take and what it can settle. */
import { type RunOutcome, succeeded } from '../launch/run-outcome.js'
import { leastSettled, pooledSpread } from '../stats/noise-floor.js'
import { median } from '../stats/summary.js'
import type { Launch, LaunchRequest } from './launch-port.js'
import { lastDecision } from './looks.js'
import type { Survivor } from './screening.js'
import type { Screened } from './targeting.js'

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

  /** undefined: there is nothing to validate, or no timed run has passed. */
  forecast(candidates: number, options: Parameters<typeof lastDecision>[1]): Forecast | undefined {
    if (candidates === 0 || this.#wallMs.length === 0) return undefined
    const noise = pooledSpread([...this.#alike.values()], USUAL_NOISE)
    const decision = lastDecision(candidates, options)
    return {
      mostRuns: 2 * decision.pairs,
      runSeconds: median(this.#wallMs) / 1000,
      noise,
      settles: leastSettled(noise, decision),
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
