/** Follows for one function what caches with other keys than the one by identity would have done. */
import type { Counter } from '../../src/wire/counters.js'
import { type KeptResults, noteHit } from './kept-results.js'
import type { ObservedCall } from './observed-function.js'
import type { CheckTally } from './result-checks.js'
import type { SiteVariant } from './site-variants.js'
import { type KeyState, type Stored, WouldBeCache } from './would-be-cache.js'

/** What one key was for one call. */
export interface VariantCall {
  variant: CheckTally & { count(counter: Counter): void }
  cache: WouldBeCache
  key: unknown[]
  state: KeyState
  hit: boolean
}

const NONE: readonly VariantCall[] = []

export class FollowedVariants {
  private begun = false
  private caches: { variant: SiteVariant; cache: WouldBeCache }[] = []

  constructor(private readonly kept: KeptResults) {}

  begin(followed: readonly SiteVariant[], self: unknown, list: unknown[]): readonly VariantCall[] {
    if (followed.length === 0) {
      if (this.caches.length > 0) this.release()
      return NONE
    }
    if (!this.begun) this.caches = followed.map((variant) => ({ variant, cache: newCache(variant) }))
    this.begun = true
    const calls: VariantCall[] = []
    if (this.caches.some(({ variant }) => variant.ruledOut)) this.dropRuledOut()
    for (const { variant, cache } of this.caches) {
      variant.follow()
      const key = variant.keyOf(self, list)
      if (key === undefined) variant.count('bypassed')
      else calls.push(this.access(variant, cache, key))
    }
    return calls
  }

  /** What they hold of the owner's is let go. */
  private dropRuledOut(): void {
    for (const { variant, cache } of this.caches) if (variant.ruledOut) cache.finish()
    this.caches = this.caches.filter(({ variant }) => !variant.ruledOut)
  }

  private access(variant: SiteVariant, cache: WouldBeCache, key: unknown[]): VariantCall {
    const state = this.kept.access(cache, key, undefined)
    return { variant, cache, key, state, hit: noteHit(state, variant) }
  }

  /** A result that must not be handed out twice. */
  bypassed(calls: readonly VariantCall[]): void {
    for (const { variant, hit } of calls) if (!hit) variant.count('bypassed')
  }

  threw(calls: readonly VariantCall[], list: unknown[]): void {
    for (const { variant, state, hit } of calls) {
      if (!hit) variant.count('misses')
      this.kept.compareThrown(state.stored, list, variant)
    }
  }

  /** `own`: what the result is compared as and watched by under the key by identity. */
  returned(call: ObservedCall, result: unknown, isPromise: boolean, own: Stored | undefined): void {
    for (const one of call.variants) {
      if (!one.hit) {
        one.variant.count('misses')
        one.state = one.cache.store(one.state, one.key, undefined)
      }
      const { stored } = one.state
      if (stored !== undefined) this.kept.compare(stored, call, result, isPromise, one.variant)
      else {
        one.state.stored = this.toStore(result, isPromise, own)
        one.cache.noteStored()
      }
    }
  }

  finish(): void {
    for (const { cache } of this.caches) cache.finish()
  }

  release(): void {
    this.finish()
    this.caches = []
  }

  startAfresh(): void {
    for (const { cache } of this.caches) cache.giveUp()
    this.caches = []
    this.begun = false
  }

  private toStore(result: unknown, isPromise: boolean, own: Stored | undefined): Stored {
    if (isPromise) {
      if (own?.kind === 'promise' && own.promise === result) return own
      return this.kept.store(result, isPromise, false)
    }
    const watch = own?.kind === 'value' && own.result === result ? own.watch : undefined
    return { kind: 'value', result, watch, lastWatch: undefined, at: undefined, shared: false }
  }
}

/** Results are watched under the key by identity, and given up there. */
function newCache(variant: SiteVariant): WouldBeCache {
  return new WouldBeCache(variant.keys, () => {})
}
