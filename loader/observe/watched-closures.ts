/**
 * Looks again at closures that were taken for the same: one that has changed what it captures since would have done so
 * for every caller of a cache.
 */
import type { AnyFunction } from '../armed-site.js'
import { capturedBy } from './made-functions.js'
import { printValue } from './print-value.js'
import type { SiteObserver } from './site-observer.js'
import { hasChanged, type Snapshot, snapshotOf } from './snapshot.js'

/** The first ones stand for the others. */
const MOST_WATCHED = 256

export class WatchedClosures {
  private readonly states = new Map<AnyFunction, Snapshot>()

  constructor(private readonly observer: Pick<SiteObserver, 'countDanger' | 'evidence'>) {}

  watch(closures: readonly AnyFunction[]): void {
    for (const closure of closures) {
      if (this.states.size >= MOST_WATCHED) return
      if (this.states.has(closure)) continue
      const state = snapshotOf(capturedBy(closure))
      if (state !== undefined) this.states.set(closure, state)
    }
  }

  /** When the process ends: what changes earlier is seen by the next comparison. */
  finish(): void {
    const { observer } = this
    for (const [closure, state] of this.states) {
      if (hasChanged(state, capturedBy(closure)) !== true) continue
      observer.countDanger('mutatedResults')
      observer.evidence.add('mutated-result', () => `${printValue(closure)} has state of its own, which had changed`)
    }
  }
}
