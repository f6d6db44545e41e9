/** Compares what a function returns now with what a cache would have returned, whatever kind of result it is. */

import { is } from '../intrinsics.js'
import { ownerFrame } from './call-site.js'
import { deepWork } from './deep-work-budget.js'
import type { OpaqueReason } from './expansion.js'
import { isObject, type Sameness, sameContent } from './same-content.js'
import type { SiteObserver } from './site-observer.js'
import type { StoredAt } from './staleness.js'
import { WatchedClosures } from './watched-closures.js'
import type { Watching } from './watched-results.js'

/** The first result of a key: what a cache would return as long as it keeps it. */
export interface StoredResult {
  kind: 'value'
  result: unknown
  watch: Watching
  /** The last result of the key, when it was another object: its callers may change that one. */
  lastWatch: Watching
  /** undefined: not this one's turn to be looked at. */
  at: StoredAt | undefined
  /** Counted as shared between callers. */
  shared: boolean
}

/** Stands for what was thrown. */
const EXCEPTION = Symbol('exception')

/** Where it is kept how the comparisons under one key came out. */
export interface CheckTally {
  count(counter: 'checked' | 'unknown' | 'sharedResults' | 'unsettledHits'): void
  countMismatch(): void
  /** Index among the site's variants, or one cache for all closures, which no one counterexample is kept for; undefined: by identity. */
  variant: number | 'shared' | undefined
}

export class ResultChecks {
  // The same two results are compared under each key.
  private latest: { stored: unknown; fresh: unknown; sameness: Sameness } | undefined

  private readonly closures: WatchedClosures

  constructor(private readonly observer: SiteObserver) {
    this.closures = new WatchedClosures(observer)
  }

  finish(): void {
    this.closures.finish()
  }

  /** Before a call with a key that is stored. */
  recheck(stored: StoredResult): void {
    this.observer.watched.recheck(stored.watch)
    this.observer.watched.recheck(stored.lastWatch)
  }

  drop(stored: StoredResult): void {
    if (!this.observer.deep.exhausted) this.recheck(stored)
    this.observer.watched.unwatch(stored.watch)
    this.observer.watched.unwatch(stored.lastWatch)
  }

  /** `deep`: this call's turn to have its objects looked at. */
  store(result: unknown, deep: boolean): StoredResult {
    return {
      kind: 'value',
      result,
      watch: deep ? this.observer.watched.watch(result) : undefined,
      lastWatch: undefined,
      at: deep ? this.observer.staleness.now() : undefined,
      shared: false,
    }
  }

  /** Another call has returned: what results were before it says nothing any more. */
  begin(): void {
    this.latest = undefined
  }

  /** A call whose key is stored returned `fresh`. */
  compare(stored: StoredResult, fresh: unknown, list: unknown[], deep: boolean, tally: CheckTally): void {
    if (is(stored.result, fresh)) tally.count('checked')
    else if (!isObject(stored.result) || !isObject(fresh)) this.differFrom(stored, fresh, list, tally)
    else if (deep) this.compareContent(stored, fresh, list, tally)
    if (!deep || !isObject(fresh)) return
    this.noteShared(stored, tally)
    // Every fresh result is watched once, under the key by identity.
    if (fresh !== stored.result && tally.variant === undefined) this.watchLast(stored, fresh)
  }

  /** A call whose key is stored ended in an exception: the cache would have returned. */
  compareThrown(stored: StoredResult, list: unknown[], tally: CheckTally): void {
    tally.count('checked')
    tally.countMismatch()
    if (tally.variant === undefined) this.observer.staleness.differed(stored.at, EXCEPTION)
    this.writeCounterexample(stored.result, () => 'an exception', list, tally)
  }

  private compareContent(stored: StoredResult, fresh: unknown, list: unknown[], tally: CheckTally): void {
    const sameness = this.samenessOf(stored.result, fresh)
    if (sameness === 'same') tally.count('checked')
    else if (sameness === 'different') this.differFrom(stored, fresh, list, tally)
    else this.noteUnknown(sameness, tally)
  }

  private samenessOf(stored: unknown, fresh: unknown): Sameness {
    const { latest } = this
    if (latest !== undefined && latest.stored === stored && latest.fresh === fresh) return latest.sameness
    const { sameness, parts, closures } = deepWork.spend(() => sameContent(stored, fresh))
    this.observer.pace.spend(parts)
    if (sameness === 'same') this.closures.watch(closures)
    this.latest = { stored, fresh, sameness }
    return sameness
  }

  private differFrom(stored: StoredResult, fresh: unknown, list: unknown[], tally: CheckTally): void {
    if (tally.variant === undefined) this.observer.staleness.differed(stored.at, fresh)
    this.differ(stored.result, fresh, list, tally)
  }

  /** The cache would have returned something else. */
  differ(stored: unknown, fresh: unknown, list: unknown[], tally: CheckTally): void {
    tally.count('checked')
    tally.countMismatch()
    this.writeCounterexample(stored, () => this.observer.printResult(fresh, list), list, tally)
  }

  private writeCounterexample(stored: unknown, fresh: () => string, list: unknown[], { variant }: CheckTally): void {
    const { observer } = this
    if (variant === 'shared') return
    observer.evidence.once(`counterexample ${variant}`, () => ({
      type: 'counterexample',
      site: observer.site.id,
      ...(variant !== undefined && { variant }),
      counterexample: {
        arguments: observer.printArguments(list),
        stored: observer.printResult(stored, list),
        fresh: fresh(),
        afterCalls: observer.read('calls') - 1,
        callSite: ownerFrame(),
      },
    }))
  }

  private noteUnknown({ code, detail }: OpaqueReason, tally: CheckTally): void {
    tally.count('unknown')
    this.observer.evidence.add(code, () => detail)
  }

  private noteShared(stored: StoredResult, tally: CheckTally): void {
    if (stored.shared || stored.watch === 'immutable') return
    stored.shared = true
    tally.count('sharedResults')
  }

  private watchLast(stored: StoredResult, fresh: unknown): void {
    const { watched } = this.observer
    if (typeof stored.lastWatch === 'object' && stored.lastWatch.value === fresh) return
    watched.unwatch(stored.lastWatch)
    stored.lastWatch = watched.watch(fresh)
  }
}
