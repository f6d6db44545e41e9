/**
 * Notices what a cache changes in what the command prints. Runs without caches tell what it always prints, and none is
 * like another in its arm: what goes by the clock differs among them, as observing slows the command down.
 */
import { type RunOutcome, succeeded } from '../launch/run-outcome.js'
import type { LaunchRequest } from './launch-port.js'

/** Runs without caches that agree, before a run is held against them. */
const LEAST_RUNS = 2

type Parts = Record<string, string>

export class UsualOutput {
  /** By what is run: some of the test files, or all. */
  readonly #usual = new Map<string, UsualParts>()

  /** The outcome, marked where it contradicts what all runs without caches had printed until then. */
  marked(request: LaunchRequest, outcome: RunOutcome): RunOutcome {
    const parts = outcome.printed?.parts
    if (parts === undefined || !succeeded(outcome) || typeof request.caches === 'object') return outcome
    const usual = this.#of(request)
    const otherwise = usual.contradicts(parts)
    if (isUntouched(request)) usual.add(parts)
    return otherwise ? { ...outcome, otherwise } : outcome
  }

  #of({ files = [] }: LaunchRequest): UsualParts {
    const key = files.join('\n')
    const usual = this.#usual.get(key) ?? new UsualParts()
    this.#usual.set(key, usual)
    return usual
  }
}

export function isUntouched({ sites }: LaunchRequest): boolean {
  return Object.values(sites).every(({ arm }) => arm !== 'cached')
}

class UsualParts {
  #runs = 0
  /** undefined: it is not always the same. */
  readonly #parts = new Map<string, string | undefined>()

  contradicts(parts: Parts): boolean {
    if (this.#runs < LEAST_RUNS) return false
    const known = [...this.#parts]
    if (known.some(([name, usual]) => usual !== undefined && parts[name] !== usual)) return true
    // A line of another kind is nothing new where there are others in each run.
    const isClosed = known.every(([name, usual]) => name.includes('.') || usual !== undefined)
    return isClosed && Object.keys(parts).some((name) => !this.#parts.has(name))
  }

  add(parts: Parts): void {
    for (const name of new Set([...this.#parts.keys(), ...Object.keys(parts)])) {
      const isNew = this.#runs === 0 && !this.#parts.has(name)
      const isSame = isNew || this.#parts.get(name) === parts[name]
      this.#parts.set(name, isSame ? parts[name] : undefined)
    }
    this.#runs += 1
  }
}
