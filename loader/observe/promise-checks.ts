/** Compares promises by what they resolve to, without ever changing what node reports as unhandled. */

import { getPrototypeOf, hasOwn, ownValue, sourceOf } from '../intrinsics.js'
import { promiseState } from '../memo/promise-state.js'
import { quietThen } from './quiet-then.js'
import type { CheckTally, ResultChecks, StoredResult } from './result-checks.js'
import type { SiteObserver } from './site-observer.js'

/** Promises of one site that are waited for at a time; what comes on top is not compared. */
const MAX_PENDING = 256
/** Promises looked at before each call. */
const LOOKS_PER_CALL = 4

interface Pending {
  promise: Promise<unknown>
  settled: boolean
  /** The repeated call that waits to be compared. */
  hit: CheckTally | undefined
  /** The stored one that it is to be compared with, whose value must be known first. */
  after: Pending | undefined
  whenFulfilled(value: unknown): void
  whenRejected(): void
}

/** A promise's value once it is known: what a cache's callers would all get. */
export interface StoredPromise {
  kind: 'promise'
  promise: Promise<unknown>
  value: StoredResult | undefined
  rejected: boolean
  pending: Pending | undefined
}

/** A cache would hand out a promise that its function has not settled yet. To be asked after {@link PromiseChecks.serves}. */
export function isInFlight(stored: { kind: string; pending?: Pending | undefined } | undefined): boolean {
  return stored?.pending !== undefined
}

export class PromiseChecks {
  private pending: Pending[] = []

  constructor(
    private readonly observer: SiteObserver,
    private readonly results: ResultChecks,
  ) {}

  store(promise: Promise<unknown>): StoredPromise {
    const stored: StoredPromise = { kind: 'promise', promise, value: undefined, rejected: false, pending: undefined }
    stored.pending = this.await(
      promise,
      (value) => {
        stored.value = this.results.store(value, true)
      },
      () => {
        stored.rejected = true
      },
    )
    return stored
  }

  /** false: it is known to be rejected by now, so a cache would give it up instead of answering with it. */
  serves(stored: StoredPromise): boolean {
    if (stored.pending !== undefined && this.settle(stored.pending)) stored.pending = undefined
    return !stored.rejected
  }

  compare(stored: StoredPromise, fresh: Promise<unknown>, list: unknown[], tally: CheckTally): void {
    if (stored.promise === fresh) {
      tally.count('checked')
      return
    }
    this.await(
      fresh,
      (value) => {
        this.results.begin()
        if (stored.value) this.results.compare(stored.value, value, list, true, tally)
      },
      () => {},
      tally,
      stored.pending,
    )
  }

  /** Calls `look` with what `promise` is fulfilled with, unless too many are waited for. */
  whenFulfilled(promise: Promise<unknown>, look: (value: unknown) => void): void {
    this.await(promise, look, () => {})
  }

  /** Looks at a few promises that may have settled since, oldest first. */
  look(): void {
    if (this.pending.length === 0) return
    for (const entry of this.pending.splice(0, LOOKS_PER_CALL)) if (!this.settle(entry)) this.pending.push(entry)
  }

  /** The last turn in which callbacks run: looks at all that have settled by now. */
  lookAtAll(): void {
    this.pending = this.pending.filter((entry) => !this.settle(entry))
  }

  /** No callback will run any more: only rejections can still be seen. */
  finish(): void {
    const left = new Set<Promise<unknown>>()
    for (const entry of this.pending) {
      if (entry.settled) continue
      const state = promiseState(entry.promise)
      if (state === 'rejected') this.observer.count('rejected')
      else entry.hit?.count('unsettledHits')
      if (state === 'pending') left.add(entry.promise)
    }
    for (const _ of left) this.observer.count('pendingAtEnd')
    this.pending = []
  }

  private await(
    promise: Promise<unknown>,
    whenFulfilled: (value: unknown) => void,
    whenRejected: () => void,
    hit?: CheckTally,
    after?: Pending,
  ): Pending {
    const entry = { promise, settled: false, hit, after, whenFulfilled, whenRejected }
    if (this.settle(entry)) return entry
    if (this.pending.length < MAX_PENDING) this.pending.push(entry)
    else hit?.count('unsettledHits')
    return entry
  }

  /** false: still pending. */
  private settle(entry: Pending): boolean {
    if (entry.settled) return true
    if (entry.after !== undefined && !this.settle(entry.after)) return false
    const { promise, whenFulfilled, whenRejected } = entry
    const state = promiseState(promise)
    if (state === 'pending') return false
    entry.settled = true
    if (state === 'rejected') {
      this.observer.count('rejected')
      whenRejected()
    } else if (!this.ask(promise, whenFulfilled)) {
      entry.hit?.count('unknown')
      this.observer.evidence.add('uncomparable-result', () => 'a promise that is frozen, or of a class of its own')
    }
    return true
  }

  /** A fulfilled promise is no one's unhandled rejection: a handler changes nothing that can be seen. false: it cannot be asked. */
  private ask(promise: Promise<unknown>, whenFulfilled: (value: unknown) => void): boolean {
    const answer = (value: unknown) => {
      this.observer.count(value === undefined ? 'voidPromises' : 'valuePromises')
      whenFulfilled(value)
    }
    return isPlainPromise(promise) && quietThen(promise, (value) => this.guarded(() => answer(value)))
  }

  private guarded(work: () => void): void {
    if (this.observer.guard.disabled) return
    try {
      work()
    } catch (fault) {
      this.observer.guard.disable(fault)
    }
  }
}

/** `then` asks the promise for its constructor: only a native one runs no code of the owner. */
function isPlainPromise(promise: Promise<unknown>): boolean {
  const prototype = getPrototypeOf(promise)
  if (prototype === null || hasOwn(promise, 'constructor')) return false
  const maker = ownValue(prototype, 'constructor')
  return (
    typeof maker === 'function' && ownValue(maker, 'prototype') === prototype && /\[native code\]/.test(sourceOf(maker))
  )
}
