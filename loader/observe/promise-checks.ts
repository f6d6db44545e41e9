/** Compares promises by what they resolve to, without ever changing what node reports as unhandled. */
import { promiseState } from '../memo/promise-state.js'
import { getPrototypeOf, hasOwn, ownValue, promiseThen, sourceOf } from './intrinsics.js'
import type { ResultChecks, StoredResult } from './result-checks.js'
import type { SiteObserver } from './site-observer.js'

/** Promises of one site that are waited for at a time; what comes on top is not compared. */
const MAX_PENDING = 256
/** Promises looked at before each call. */
const LOOKS_PER_CALL = 4

interface Pending {
  promise: Promise<unknown>
  whenFulfilled(value: unknown): void
  whenRejected(): void
}

/** A promise's value once it is known: what a cache's callers would all get. */
export interface StoredPromise {
  kind: 'promise'
  promise: Promise<unknown>
  value: StoredResult | undefined
}

export class PromiseChecks {
  private pending: Pending[] = []

  constructor(
    private readonly observer: SiteObserver,
    private readonly results: ResultChecks,
  ) {}

  /** `whenRejected`: the cache would give the entry up. */
  store(promise: Promise<unknown>, whenRejected: () => void): StoredPromise {
    const stored: StoredPromise = { kind: 'promise', promise, value: undefined }
    this.await(
      promise,
      (value) => {
        stored.value = this.results.store(value, true)
      },
      whenRejected,
    )
    return stored
  }

  compare(stored: StoredPromise, fresh: Promise<unknown>, list: unknown[]): void {
    if (stored.promise === fresh) {
      this.observer.count('checked')
      return
    }
    this.await(
      fresh,
      (value) => {
        if (stored.value) this.results.compare(stored.value, value, list, true)
      },
      () => {},
    )
  }

  /** Promises that have settled since; at most a few, oldest first, unless it is the last look. */
  look(count = LOOKS_PER_CALL): void {
    if (this.pending.length === 0) return
    const looked = this.pending.splice(0, count)
    for (const entry of looked) if (!this.settle(entry)) this.pending.push(entry)
  }

  /** No callback will run any more: only rejections can still be seen. */
  finish(): void {
    for (const { promise } of this.pending) if (promiseState(promise) === 'rejected') this.observer.count('rejected')
    this.pending = []
  }

  private await(promise: Promise<unknown>, whenFulfilled: (value: unknown) => void, whenRejected: () => void): void {
    const entry = { promise, whenFulfilled, whenRejected }
    if (this.settle(entry) || this.pending.length >= MAX_PENDING) return
    this.pending.push(entry)
  }

  /** false: still pending. */
  private settle({ promise, whenFulfilled, whenRejected }: Pending): boolean {
    const state = promiseState(promise)
    if (state === 'pending') return false
    if (state === 'rejected') {
      this.observer.count('rejected')
      whenRejected()
    } else if (isPlainPromise(promise)) {
      // A fulfilled promise is no one's unhandled rejection: a handler changes nothing that can be seen.
      promiseThen(
        promise,
        (value) => this.guarded(() => whenFulfilled(value)),
        () => {},
      )
    }
    return true
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
