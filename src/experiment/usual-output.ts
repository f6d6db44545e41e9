/**
 * Notices what a cache changes in what the command prints. Runs without caches tell what it always prints, and none is
 * like another in its arm: what goes by the clock differs among them, as observing slows the command down.
 */
import type { LineKind } from '../launch/printed.js'
import { type RunOutcome, succeeded } from '../launch/run-outcome.js'
import type { LaunchRequest } from './launch-port.js'

/** Runs without caches that agree, before a run is held against them. */
const LEAST_RUNS = 2

type Kinds = Record<string, LineKind>

/** Of a kind of line, what all runs have alike; undefined: they have not. */
interface UsualKind {
  lines: number | undefined
  /** In one run at least. */
  measured: boolean
  numbers: (string | undefined)[]
}

const NO_LINES: LineKind = { lines: 0, measured: false, numbers: [] }

export class UsualOutput {
  /** By what is run: some of the test files, or all. */
  readonly #usual = new Map<string, UsualKinds>()

  /** The outcome, marked where it contradicts what all runs without caches had printed until then. */
  marked(request: LaunchRequest, outcome: RunOutcome): RunOutcome {
    const { kinds, isCut = false } = outcome.printed ?? {}
    if (kinds === undefined || !succeeded(outcome) || typeof request.caches === 'object') return outcome
    const usual = this.#of(request)
    const otherwise = usual.contradicts(kinds, isCut)
    if (isUntouched(request)) usual.add(kinds)
    return otherwise ? { ...outcome, otherwise } : outcome
  }

  #of({ files = [] }: LaunchRequest): UsualKinds {
    const key = files.join('\n')
    const usual = this.#usual.get(key) ?? new UsualKinds()
    this.#usual.set(key, usual)
    return usual
  }
}

export function isUntouched({ sites }: LaunchRequest): boolean {
  return Object.values(sites).every(({ arm }) => arm !== 'cached')
}

class UsualKinds {
  #runs = 0
  readonly #usual = new Map<string, UsualKind>()

  contradicts(kinds: Kinds, isCut: boolean): boolean {
    if (this.#runs < LEAST_RUNS || (isCut && this.#hasMoved(kinds))) return false
    const known = [...this.#usual]
    if (known.some(([kind, usual]) => differs(usual, kinds[kind] ?? NO_LINES))) return true
    // A line of another kind is nothing new where there are others in each run.
    const isClosed = known.every(([, { lines }]) => lines !== undefined)
    return isClosed && Object.entries(kinds).some(([kind, { measured }]) => !measured && !this.#usual.has(kind))
  }

  /** Whether there are more or fewer lines of those that come and go. */
  #hasMoved(kinds: Kinds): boolean {
    return [...new Set([...this.#usual.keys(), ...Object.keys(kinds)])].some((kind) => {
      const [usual, now] = [this.#usual.get(kind) ?? NO_LINES, kinds[kind] ?? NO_LINES]
      return (usual.measured || now.measured) && usual.lines !== now.lines
    })
  }

  add(kinds: Kinds): void {
    for (const kind of new Set([...this.#usual.keys(), ...Object.keys(kinds)])) {
      const now = kinds[kind] ?? NO_LINES
      const usual = this.#usual.get(kind) ?? (this.#runs === 0 ? now : NO_LINES)
      this.#usual.set(kind, {
        lines: alike(usual.lines, now.lines),
        measured: usual.measured || now.measured,
        numbers: usual.numbers.map((number, place) => alike(number, now.numbers[place])),
      })
    }
    this.#runs += 1
  }
}

/** Runners name tests that took long, and leave them out, or say no time, when they did not. */
function differs(usual: UsualKind, now: LineKind): boolean {
  if (usual.lines !== now.lines) return usual.lines !== undefined && !usual.measured && !now.measured
  return usual.numbers.some((number, place) => number !== undefined && number !== now.numbers[place])
}

function alike<T>(one: T, other: T): T | undefined {
  return one === other ? one : undefined
}
