/** What the would-be caches of one site hold, promise or not: what is served of it, and what later results are held against it. */
import type { Counter } from '../../src/wire/counters.js'
import { isInFlight, type PromiseChecks } from './promise-checks.js'
import type { CheckTally, ResultChecks } from './result-checks.js'
import { isCached, type KeyState, type Stored, type WouldBeCache } from './would-be-cache.js'

/** A call that has returned. */
interface ReturnedCall {
  list: unknown[]
  /** It is this call's turn to have its objects looked at. */
  deep: boolean
}

export class KeptResults {
  constructor(
    readonly values: ResultChecks,
    readonly promises: PromiseChecks,
  ) {}

  /** The state of a key, without what a cache would have given up by now. */
  access(cache: WouldBeCache, key: unknown[], receiver: unknown): KeyState {
    const state = cache.access(key, receiver)
    if (state.stored?.kind === 'promise' && !this.promises.serves(state.stored)) cache.forget(state)
    return state
  }

  store(result: unknown, isPromise: boolean, deep: boolean): Stored {
    return isPromise ? this.promises.store(result as Promise<unknown>) : this.values.store(result, deep)
  }

  compare(stored: Stored, { list, deep }: ReturnedCall, result: unknown, isPromise: boolean, tally: CheckTally): void {
    if (stored.kind === 'value') this.values.compare(stored, result, list, deep, tally)
    else if (isPromise) this.promises.compare(stored, result as Promise<unknown>, list, tally)
    else this.values.differ(stored.promise, result, list, tally)
  }

  /** The call has thrown. */
  compareThrown(stored: Stored | undefined, list: unknown[], tally: CheckTally): void {
    if (stored?.kind === 'value') this.values.compareThrown(stored, list, tally)
  }

  recheck(stored: Stored | undefined): void {
    const value = stored?.kind === 'promise' ? stored.value : stored
    if (value) this.values.recheck(value)
  }

  drop(stored: Stored): void {
    const value = stored.kind === 'promise' ? stored.value : stored
    if (value) this.values.drop(value)
  }
}

/** Counts a call that a cache would have answered, and says whether this is one. */
export function noteHit(state: KeyState, tally: { count(counter: Counter): void }): boolean {
  const hit = isCached(state)
  if (hit) tally.count('hits')
  if (hit && isInFlight(state.stored)) tally.count('inFlight')
  return hit
}
