/** Follows what one cache for all closures of a site would do whose keys hold, beside the arguments, what they capture. */
import { COUNTER_INDEX, COUNTER_STRIDE, type Counter } from '../../src/wire/counters.js'
import type { SharedCacheLine } from '../../src/wire/shared-cache.js'
import type { Captured, EnclosedReader } from '../armed-site.js'
import type { VariantCall } from './followed-variants.js'
import { type KeptResults, noteHit } from './kept-results.js'
import type { CheckTally } from './result-checks.js'
import { isObject } from './same-content.js'
import { type SiteKeys, settledDistances, WouldBeCache } from './would-be-cache.js'

/** Calls of a site that are followed so in a process: enough for a hint, as each costs as much again as following it at all. */
export const MOST_SHARED_CALLS = 1 << 14

/** Those of one site. Closures of two evaluations of a module cannot share: what they see of the module is not the same. */
export class SharedCaches implements CheckTally {
  readonly variant = 'shared'
  readonly keys: SiteKeys
  private calls = 0
  private readonly counters = new Float64Array(COUNTER_STRIDE)
  private readonly caches: SharedCache[] = []
  /** Weakly: the object leads to all that the module holds. */
  private readonly byEvaluation = new WeakMap<Captured, SharedCache>()
  /** What stands for captured objects in keys, which so keep nothing alive that only a closure does. */
  private readonly stands = new WeakMap<object, symbol>()

  constructor(
    of: Pick<SiteKeys, 'cacheSize' | 'maxStored' | 'unfollowed'>,
    private readonly readsThis: boolean,
    private readonly kept: KeptResults,
  ) {
    const { cacheSize, maxStored, unfollowed } = of
    const counts = { tracked: 0, untracked: 0, stored: 0, repeats: 0, histogram: new Map(), cold: 0 }
    const whenTruncated = () => {}
    this.keys = { counters: this.counters, base: 0, cacheSize, maxStored, ...counts, unfollowed, whenTruncated }
  }

  /** The cache that a new closure of that evaluation would share. */
  join(evaluation: Captured): SharedCache {
    let cache = this.byEvaluation.get(evaluation)
    if (cache === undefined) {
      cache = new SharedCache(this, this.kept)
      this.byEvaluation.set(evaluation, cache)
      this.caches.push(cache)
    }
    cache.instances++
    return cache
  }

  /** It is one of the calls that are followed. */
  take(): boolean {
    return this.calls++ < MOST_SHARED_CALLS
  }

  /** The key of a call; undefined: what is captured has no value yet. */
  keyOf(read: EnclosedReader, self: unknown, list: readonly unknown[]): unknown[] | undefined {
    try {
      const captured = read()
      const key: unknown[] = []
      // As many values of each closure, so that none can be taken for an argument.
      for (let at = 0; at < captured.length; at++) key.push(this.standFor(captured[at]))
      if (this.readsThis) key.push(self)
      for (let at = 0; at < list.length; at++) key.push(list[at])
      return key
    } catch {
      return undefined
    }
  }

  count(counter: Counter): void {
    ;(this.counters[COUNTER_INDEX[counter]] as number)++
  }

  countMismatch(): void {
    this.count('mismatches')
  }

  finish(): void {
    for (const cache of this.caches) cache.finish()
  }

  /** undefined: no closure was called that could have shared. */
  line(site: string): SharedCacheLine | undefined {
    if (this.keys.cold === 0) return undefined
    const likely = settledDistances(this.keys)
    const instances = this.caches.map((cache) => cache.instances)
    return {
      type: 'shared-cache',
      site,
      instances: instances.reduce((sum, count) => sum + count, 0),
      mostTogether: Math.max(...instances),
      hits: this.read('hits'),
      misses: this.read('misses'),
      bypassed: this.read('bypassed'),
      mismatches: this.read('mismatches'),
      ...likely,
    }
  }

  private standFor(value: unknown): unknown {
    if (!isObject(value)) return value
    const known = this.stands.get(value)
    if (known !== undefined) return known
    const stand = Symbol('captured')
    this.stands.set(value, stand)
    return stand
  }

  private read(counter: Counter): number {
    return this.counters[COUNTER_INDEX[counter]] as number
  }
}

/** Of the closures of one evaluation. */
export class SharedCache {
  instances = 0
  /** It is being changed: found true by the next call of any closure, the stack ended within. */
  changing = false
  private cache: WouldBeCache

  constructor(
    private readonly site: SharedCaches,
    private readonly kept: KeptResults,
  ) {
    this.cache = this.emptyCache()
  }

  /** What the call was for it; undefined: it has no key, or enough were followed. */
  access(read: EnclosedReader, self: unknown, list: readonly unknown[]): VariantCall | undefined {
    const { site, cache } = this
    if (!site.take()) return undefined
    const key = site.keyOf(read, self, list)
    if (key === undefined) {
      site.count('bypassed')
      return undefined
    }
    const state = this.kept.access(cache, key, undefined)
    return { variant: site, cache, key, state, hit: noteHit(state, site) }
  }

  finish(): void {
    this.cache.finish()
  }

  startAfresh(): void {
    this.cache.giveUp()
    this.release()
    this.changing = false
  }

  /** Lets go what it holds of the owner's. */
  release(): void {
    this.cache.finish()
    this.cache = this.emptyCache()
  }

  private emptyCache(): WouldBeCache {
    return new WouldBeCache(this.site.keys, () => {})
  }
}
