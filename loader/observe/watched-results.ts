/** Looks again at results that were handed out: one that has changed would have reached every caller of a cache. */
import { COUNTER_INDEX } from '../../src/wire/counters.js'
import type { DeepCheckPace } from './deep-check-pace.js'
import { type DeepWorkBudget, deepWork } from './deep-work-budget.js'
import type { Evidence } from './evidence.js'
import { printValue } from './print-value.js'
import { hasChanged, PARTS_OVER_BUDGET, type Snapshot, snapshotOf } from './snapshot.js'

/** Tokens of all snapshots that one site keeps; the oldest is looked at once more and given up. */
const MAX_TOKENS = 1 << 17
/** Tokens that are looked at again at the end, however much the process has spent. */
const LAST_TOKENS = 1 << 12
/** Results printed when they are returned, so that a change can be shown with what was there before. */
const MAX_PRINTED = 256

export interface Watch {
  value: unknown
  snapshot: Snapshot
  before: string | undefined
}

/** undefined: too large, or not looked at. */
export type Watching = Watch | 'immutable' | undefined

export class WatchedResults {
  private readonly watches = new Set<Watch>()
  private tokens = 0
  private printed = 0

  constructor(
    private readonly site: { counters: Float64Array; base: number },
    private readonly evidence: Evidence,
    private readonly pace: DeepCheckPace,
    private readonly budget: Pick<DeepWorkBudget, 'exhausted'>,
  ) {}

  watch(value: unknown): Watching {
    const snapshot = deepWork.spend(() => snapshotOf(value))
    if (snapshot === undefined) {
      this.pace.spend(PARTS_OVER_BUDGET)
      this.evidence.add('over-budget', () => `a result is too large to be watched: ${printValue(value)}`)
      return undefined
    }
    if (!snapshot.mutable) return 'immutable'
    this.pace.spend(snapshot.tokens.length)
    const before = this.evidence.lacks('mutated-result') && this.printed++ < MAX_PRINTED ? printValue(value) : undefined
    const watch: Watch = { value, snapshot, before }
    this.watches.add(watch)
    this.tokens += snapshot.tokens.length
    this.makeRoom()
    return watch
  }

  /** A watch that was given up does nothing more. */
  recheck(watch: Watching): void {
    if (watch === undefined || watch === 'immutable' || !this.watches.has(watch)) return
    this.pace.spend(watch.snapshot.tokens.length)
    if (!deepWork.spend(() => hasChanged(watch.snapshot, watch.value))) return
    ;(this.site.counters[this.site.base + COUNTER_INDEX.mutatedResults] as number)++
    this.evidence.add(
      'mutated-result',
      () => `${watch.before ?? 'a result'} had become ${printValue(watch.value)} when looked at again`,
    )
    // Counted once for each change: from now on what it is now is what it should be.
    const snapshot = snapshotOf(watch.value)
    if (snapshot === undefined) {
      this.unwatch(watch)
      return
    }
    this.tokens += snapshot.tokens.length - watch.snapshot.tokens.length
    watch.snapshot = snapshot
  }

  unwatch(watch: Watching): void {
    if (watch !== undefined && watch !== 'immutable' && this.watches.delete(watch))
      this.tokens -= watch.snapshot.tokens.length
  }

  /** At the end. What is left out when the budget is exhausted was looked at when its key was met again, if it was. */
  recheckAll(): void {
    let tokens = 0
    for (const watch of this.watches) {
      if (this.budget.exhausted && tokens > LAST_TOKENS) return
      tokens += watch.snapshot.tokens.length
      this.recheck(watch)
    }
  }

  private makeRoom(): void {
    for (const oldest of this.watches) {
      if (this.tokens <= MAX_TOKENS) return
      if (!this.budget.exhausted) this.recheck(oldest)
      this.unwatch(oldest)
    }
  }
}
