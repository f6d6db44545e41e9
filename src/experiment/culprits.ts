/**
 * Finds the caches that make the command fail, or print something else, by bisection, and accuses nobody of what does not
 * recur.
 */
import { didAsUsual, type RunOutcome, succeeded } from '../launch/run-outcome.js'

/** A failure counts when it recurs in so many of so many runs with the cache, and in none of as many without. */
const RECHECKS = 3

/** Runs the command with these sites cached and everything else untouched. */
export type RunCached = (cached: readonly string[]) => Promise<RunOutcome>

/** Sites whose caches make the command fail: one alone, or several that fail only together. */
export interface CulpritGroup {
  ids: string[]
  outputTail: string
  /** It passes, and prints something else than it does without. */
  otherwise?: boolean
}

export interface CulpritSearch {
  groups: CulpritGroup[]
  /** Failures that did not recur. */
  flakes: number
}

/**
 * Delta debugging (Zeller and Hildebrandt 2002, "Simplifying and isolating failure-inducing input") for one smallest
 * failing group after the other, until the rest passes.
 */
export async function findCulprits(ids: readonly string[], run: RunCached): Promise<CulpritSearch> {
  const oracle = new FailureOracle(run)
  const groups: CulpritGroup[] = []
  let rest = [...ids]
  while (rest.length > 0 && (await oracle.alwaysFails(rest)) && (await oracle.neverFails())) {
    const group = await smallestFailing(rest, oracle)
    // A search that met chance failures may have been led astray by them: ask once more.
    if (oracle.doubts > 0 && !(await oracle.confirms(group))) break
    groups.push({ ids: group, ...oracle.failureOf(group) })
    rest = rest.filter((id) => !group.includes(id))
  }
  return { groups, flakes: oracle.flakes }
}

async function smallestFailing(failing: string[], oracle: FailureOracle, parts = 2): Promise<string[]> {
  if (failing.length === 1) return failing
  const pieces = split(failing, parts)
  const complements = pieces.map((piece) => failing.filter((id) => !piece.includes(id)))
  for (const piece of pieces) {
    if (await oracle.alwaysFails(piece)) return smallestFailing(piece, oracle)
  }
  // With two parts the complements are the parts themselves.
  for (const complement of parts > 2 ? complements : []) {
    if (await oracle.alwaysFails(complement)) return smallestFailing(complement, oracle, Math.max(2, parts - 1))
  }
  return parts >= failing.length ? failing : smallestFailing(failing, oracle, Math.min(failing.length, 2 * parts))
}

function split(ids: readonly string[], parts: number): string[][] {
  const starts = Array.from({ length: parts + 1 }, (_, part) => Math.round((part * ids.length) / parts))
  return starts.slice(0, -1).map((start, part) => ids.slice(start, starts[part + 1]))
}

/** Asks the command, and remembers what it said of each group. */
class FailureOracle {
  /** Failures that did not recur. */
  flakes = 0
  /** With what was printed otherwise and not again. */
  doubts = 0
  private readonly answers = new Map<string, boolean>()
  private readonly failures = new Map<string, RunOutcome>()

  constructor(private readonly run: RunCached) {}

  /** Three failures of three; the first pass ends the question. */
  async alwaysFails(group: readonly string[]): Promise<boolean> {
    const key = group.join('\n')
    const known = this.answers.get(key)
    if (known !== undefined) return known
    const failures: RunOutcome[] = []
    while (failures.length < RECHECKS) {
      const outcome = await this.run(group)
      if (didAsUsual(outcome)) break
      failures.push(outcome)
      this.failures.set(key, outcome)
    }
    const always = failures.length === RECHECKS
    if (!always) this.doubt(failures)
    this.answers.set(key, always)
    return always
  }

  /** Three passes of three with nothing cached. */
  async neverFails(): Promise<boolean> {
    const known = this.answers.get('')
    if (known !== undefined) return known
    let [passes, failure]: [number, RunOutcome | undefined] = [0, undefined]
    while (passes < RECHECKS && failure === undefined) {
      const outcome = await this.run([])
      if (didAsUsual(outcome)) passes += 1
      else failure = outcome
    }
    if (failure !== undefined) this.doubt([failure])
    this.answers.set('', failure === undefined)
    return failure === undefined
  }

  private doubt(failures: readonly RunOutcome[]): void {
    this.doubts += failures.length
    this.flakes += failures.filter((outcome) => !succeeded(outcome)).length
  }

  /** Forgets what it knows of the group and asks anew, with the caches and without. */
  async confirms(group: readonly string[]): Promise<boolean> {
    this.answers.delete(group.join('\n'))
    this.answers.delete('')
    return (await this.alwaysFails(group)) && (await this.neverFails())
  }

  failureOf(group: readonly string[]): Pick<CulpritGroup, 'outputTail' | 'otherwise'> {
    const failure = this.failures.get(group.join('\n'))
    if (failure === undefined) return { outputTail: '' }
    return { outputTail: failure.outputTail, ...(succeeded(failure) && { otherwise: true }) }
  }
}
