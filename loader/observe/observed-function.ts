/** Looks at the calls of one function: what they are given, what they touch, what they change and what they return. */

import type { EnclosedReader } from '../armed-site.js'
import { returnsGiven } from './aliasing.js'
import { noticeLoaded } from './builtin-loading.js'
import { CallEffects, type CallStart } from './call-effects.js'
import { deepWork } from './deep-work-budget.js'
import { followBudget } from './follow-budget.js'
import { FollowedVariants, type VariantCall } from './followed-variants.js'
import { type KeptResults, noteHit } from './kept-results.js'
import { printValue } from './print-value.js'
import { resultKind } from './result-kind.js'
import { sensing } from './sensing.js'
import type { SharedCache } from './shared-cache.js'
import type { SiteObserver } from './site-observer.js'
import { type KeyState, type Stored, WouldBeCache } from './would-be-cache.js'

/** What must be remembered from the start of a call to its end. */
export interface ObservedCall extends CallStart {
  self: unknown
  state: KeyState
  /** The same call under other keys. */
  variants: readonly VariantCall[]
  /** A cache would have answered. */
  hit: boolean
  /** It is this call's turn to have its objects looked at. */
  deep: boolean
  /** Calls that this one's work is timed for. */
  timedFor: number
}

/** What the functions of one site are looked at with. */
export interface SiteChecks {
  observer: SiteObserver
  kept: KeptResults
  readsThis: boolean
  /** Of all of them: nothing more is to be learnt of the site. */
  release(): void
}

/** Each closure has a cache of its own. */
export class ObservedFunction {
  private readonly observer: SiteObserver
  private readonly effects: CallEffects
  private cache: WouldBeCache
  private readonly variants: FollowedVariants
  /** The caches are being changed: found true by the next call, the stack ended within. */
  private changing = false
  private released = false

  /** `shared`: what it would share with the other closures of the site; undefined: it is not known what they capture. */
  constructor(
    private readonly checks: SiteChecks,
    private readonly shared?: SharedCache,
  ) {
    this.observer = checks.observer
    this.effects = new CallEffects(checks.observer)
    this.cache = this.emptyCache()
    this.variants = new FollowedVariants(checks.kept)
  }

  finish(): void {
    this.cache.finish()
    this.variants.finish()
  }

  /** `read`: what the closure captures; it is not kept, as that would keep it alive. undefined: nothing more is to be learnt of this site. */
  begin(self: unknown, list: unknown[], read?: EnclosedReader): ObservedCall | undefined {
    this.observer.noteCaller()
    const timedFor = followBudget.take()
    if (timedFor === 0) return this.look(self, list, read)
    const start = followBudget.start()
    const call = this.look(self, list, read)
    if (call !== undefined) call.timedFor = timedFor
    followBudget.charge(start, timedFor)
    return call
  }

  private look(self: unknown, list: unknown[], read: EnclosedReader | undefined): ObservedCall | undefined {
    const { observer, effects, checks } = this
    observer.recorder.touch()
    observer.count('calls')
    if (observer.condemned) {
      checks.release()
      observer.follow.stop()
      return undefined
    }
    observer.follow.follow()
    noticeLoaded()
    checks.kept.promises.look()
    const receiver = checks.readsThis ? self : undefined
    if (receiver !== undefined) observer.count('thisReads')
    effects.noteGiven(list)
    if (this.changing || this.shared?.changing) this.startAfresh()
    this.setChanging(true)
    if (observer.variants.areToBegin(self, list)) {
      this.cache.finish()
      observer.variants.begin(self, list)
    }
    const state = checks.kept.access(this.cache, list, receiver)
    const variants = this.variants.begin(observer.variants.followed, self, list)
    const shared = read && this.shared?.access(read, self, list)
    this.setChanging(false)
    const hit = noteHit(state, observer)
    const deep = observer.pace.take()
    if (deep) checks.kept.recheck(state.stored)
    const call: ObservedCall = {
      list,
      self,
      receiver,
      state,
      variants: shared === undefined ? variants : [...variants, shared],
      hit,
      deep,
      timedFor: 0,
      listBefore: deep ? effects.contentOfAll(list) : undefined,
      receiverBefore: deep ? effects.contentOf(receiver) : undefined,
      maskBefore: sensing.mask,
      wantedBefore: sensing.wanted,
    }
    effects.startSensing()
    return call
  }

  returned(call: ObservedCall, result: unknown): void {
    if (call.timedFor === 0) {
      this.conclude(call, result)
      return
    }
    const start = followBudget.start()
    this.conclude(call, result)
    followBudget.charge(start, call.timedFor)
  }

  private conclude(call: ObservedCall, result: unknown): void {
    this.effects.end(call)
    if (result === undefined) this.observer.count('voidResults')
    this.settle(call, result)
  }

  threw(call: ObservedCall): void {
    this.effects.end(call)
    this.effects.noteHostState(call, undefined)
    this.observer.count('threw')
    if (!call.hit) this.observer.count('misses')
    this.checks.kept.compareThrown(call.state.stored, call.list, this.observer)
    this.variants.threw(call.variants, call.list)
  }

  private emptyCache(): WouldBeCache {
    return new WouldBeCache(this.observer.keys, (stored) => this.checks.kept.drop(stored))
  }

  /** Keeps the owner's objects no longer than they are looked at. */
  release(): void {
    if (this.released) return
    this.released = true
    this.cache.finish()
    this.cache = this.emptyCache()
    this.variants.release()
    this.shared?.release()
  }

  private startAfresh(): void {
    this.cache.giveUp()
    this.cache = this.emptyCache()
    this.variants.startAfresh()
    this.shared?.startAfresh()
    this.setChanging(false)
  }

  private setChanging(changing: boolean): void {
    this.changing = changing
    if (this.shared !== undefined) this.shared.changing = changing
  }

  private settle(call: ObservedCall, result: unknown): void {
    const { observer } = this
    const kind = resultKind(result)
    this.effects.noteHostState(call, result)
    if (kind === 'iterator' || kind === 'thenable') {
      if (!call.hit) observer.count('bypassed')
      this.variants.bypassed(call.variants)
      if (kind === 'iterator') observer.count('iterators')
      observer.evidence.add(
        kind === 'iterator' ? 'iterator' : 'uncomparable-result',
        () => `returned ${printValue(result)}`,
      )
      return
    }
    if (!call.hit) {
      observer.count('misses')
      this.setChanging(true)
      call.state = this.cache.store(call.state, call.list, call.receiver)
      this.setChanging(false)
    }
    if (kind === 'host') return
    const isPromise = kind === 'promise'
    if (isPromise) observer.count('promises')
    this.checks.kept.values.begin()
    const { stored } = call.state
    if (stored === undefined) this.store(call, result, isPromise)
    else this.compare(stored, call, result, isPromise)
    if (call.variants.length === 0) return
    this.setChanging(true)
    this.variants.returned(call, result, isPromise, call.state.stored)
    this.setChanging(false)
    if (!call.deep || observer.variants.followed.length === 0) return
    if (isPromise)
      this.checks.kept.promises.whenFulfilled(result as Promise<unknown>, (value) => this.noteAlias(call, value))
    else this.noteAlias(call, result)
  }

  /** A key by content would give it to a caller who has passed another object. */
  private noteAlias({ list, self }: ObservedCall, result: unknown): void {
    const { observer } = this
    if (observer.variants.stopped || !deepWork.spend(() => returnsGiven(result, [...list, self]))) return
    observer.count('aliased')
    observer.evidence.add('returns-argument', () => `returned an object that it was given: ${printValue(result)}`)
    observer.variants.stop()
  }

  private store(call: ObservedCall, result: unknown, isPromise: boolean): void {
    const { state } = call
    state.stored = this.checks.kept.store(result, isPromise, call.deep)
    state.origin = this.observer.origins.begin(call.list, call.receiver)
    this.cache.noteStored()
  }

  private compare(stored: Stored, call: ObservedCall, result: unknown, isPromise: boolean): void {
    if (call.state.origin !== undefined) this.observer.origins.repeat(call.state.origin)
    this.checks.kept.compare(stored, call, result, isPromise, this.observer)
  }
}
