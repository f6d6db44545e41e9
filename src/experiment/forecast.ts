/** Tells from the runs of screening, before hours are spent, how long validation may take and what it can settle. */
import { type RunOutcome, succeeded } from '../launch/run-outcome.js'
import { leastSettled, pooledSpread } from '../stats/noise-floor.js'
import { median } from '../stats/summary.js'
import type { Launch, LaunchRequest } from './launch-port.js'
import { lastDecision } from './looks.js'

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

/** Launches, and remembers what the runs took whose times may be compared. */
export class WatchedRuns {
  readonly #wallMs: number[] = []
  readonly #alike = new Map<string, number[]>()

  constructor(private readonly inner: Launch) {}

  readonly launch: Launch = async (request) => {
    const outcome = await this.inner(request)
    if (request.timed && succeeded(outcome)) this.#note(request, outcome)
    return outcome
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

  #note({ arm, sites, only }: LaunchRequest, { cpuMs, wallMs }: RunOutcome): void {
    this.#wallMs.push(wallMs)
    const key = JSON.stringify([arm, sites, only])
    this.#alike.set(key, [...(this.#alike.get(key) ?? []), cpuMs ?? wallMs])
  }
}
