/** Compares what a function returns now with what a cache would have returned, whatever kind of result it is. */

import { ownerFrame } from './call-site.js'
import { deepWork } from './deep-work-budget.js'
import type { OpaqueReason } from './expansion.js'
import { is } from './intrinsics.js'
import { printValue } from './print-value.js'
import { isObject, sameContent } from './same-content.js'
import type { SiteObserver } from './site-observer.js'
import type { Watching } from './watched-results.js'

/** The first result of a key: what a cache would return as long as it keeps it. */
export interface StoredResult {
  kind: 'value'
  result: unknown
  watch: Watching
  /** The last result of the key, when it was another object: its callers may change that one. */
  lastWatch: Watching
  /** Counted as shared between callers. */
  shared: boolean
}

export class ResultChecks {
  constructor(private readonly observer: SiteObserver) {}

  /** Before a call with a key that is stored. */
  recheck(stored: StoredResult): void {
    this.observer.watched.recheck(stored.watch)
    this.observer.watched.recheck(stored.lastWatch)
  }

  drop(stored: StoredResult): void {
    if (!deepWork.exhausted) this.recheck(stored)
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
      shared: false,
    }
  }

  /** A call whose key is stored returned `fresh`. */
  compare(stored: StoredResult, fresh: unknown, list: unknown[], deep: boolean): void {
    if (is(stored.result, fresh)) this.observer.count('checked')
    else if (!isObject(stored.result) || !isObject(fresh)) this.differ(stored.result, fresh, list)
    else if (deep) this.compareContent(stored.result, fresh, list)
    if (!deep || !isObject(fresh)) return
    this.noteShared(stored)
    if (fresh !== stored.result) this.watchLast(stored, fresh)
  }

  /** A call whose key is stored ended in an exception: the cache would have returned. */
  compareThrown(stored: StoredResult, list: unknown[]): void {
    this.observer.count('checked')
    this.observer.countDanger('mismatches')
    this.writeCounterexample(stored.result, 'an exception', list)
  }

  private compareContent(stored: unknown, fresh: unknown, list: unknown[]): void {
    const { sameness, parts } = deepWork.spend(() => sameContent(stored, fresh))
    this.observer.pace.spend(parts)
    if (sameness === 'same') this.observer.count('checked')
    else if (sameness === 'different') this.differ(stored, fresh, list)
    else this.noteUnknown(sameness)
  }

  /** The cache would have returned something else. */
  differ(stored: unknown, fresh: unknown, list: unknown[]): void {
    this.observer.count('checked')
    this.observer.countDanger('mismatches')
    this.writeCounterexample(stored, printValue(fresh), list)
  }

  private writeCounterexample(stored: unknown, fresh: string, list: unknown[]): void {
    const { observer } = this
    observer.evidence.once('counterexample', () => ({
      type: 'counterexample',
      site: observer.site.id,
      counterexample: {
        arguments: list.map(printValue),
        stored: printValue(stored),
        fresh,
        afterCalls: observer.read('calls') - 1,
        callSite: ownerFrame(),
      },
    }))
  }

  private noteUnknown({ code, detail }: OpaqueReason): void {
    this.observer.count('unknown')
    this.observer.evidence.add(code, () => detail)
  }

  private noteShared(stored: StoredResult): void {
    if (stored.shared || stored.watch === 'immutable') return
    stored.shared = true
    this.observer.count('sharedResults')
  }

  private watchLast(stored: StoredResult, fresh: unknown): void {
    const { watched } = this.observer
    if (typeof stored.lastWatch === 'object' && stored.lastWatch.value === fresh) return
    watched.unwatch(stored.lastWatch)
    stored.lastWatch = watched.watch(fresh)
  }
}
