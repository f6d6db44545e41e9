/** Follows what a cache would hold for one function, without ever answering from it. */
import { COUNTER_INDEX } from '../../src/wire/counters.js'
import { KeyTable, NO_SLOT } from '../memo/key-table.js'
import { LruOrder } from '../memo/lru-order.js'
import { AccessRing } from './access-ring.js'
import { type DistanceCounts, type LikelyDistances, likelyDistances } from './cut-short.js'
import type { StoredPromise } from './promise-checks.js'
import type { KeyOrigin } from './repeat-origins.js'
import type { StoredResult } from './result-checks.js'
import { ReuseDistances } from './reuse-distances.js'
import { isObject } from './same-content.js'

/** Keys of one site whose reuse distances are followed; exact up to there. */
const MAX_TRACKED_KEYS = 100_000
/** Of these, keys that hold objects: more of them would keep too much of the owner's memory alive. */
const MAX_TRACKED_OBJECT_KEYS = 8192

/** What all closures of one site share. */
export interface SiteKeys extends DistanceCounts {
  counters: Float64Array
  base: number
  /** Size that cache_info is quoted at, in entries. */
  cacheSize: number
  /** Results kept for comparison; more than the cache holds, since eviction hides a stale hit. */
  maxStored: number
  tracked: number
  untracked: number
  stored: number
  /** Accesses of a key that was known. */
  repeats: number
  /** Calls of the site that were let pass so far. */
  unfollowed(): number
  whenTruncated(): void
}

export type Stored = StoredResult | StoredPromise

/** One key of one function. */
export interface KeyState {
  readonly slot: number
  /** Its reuse distances are followed, so its slot is never given to another key. */
  readonly tracked: boolean
  /** Its place in a cache of `cacheSize` entries; NO_SLOT: such a cache would not hold it now. */
  cacheSlot: number
  stored: Stored | undefined
  /** undefined: it is not looked at where its calls come from. */
  origin: KeyOrigin | undefined
}

export class WouldBeCache {
  private readonly keys = new KeyTable()
  private readonly states: (KeyState | undefined)[] = [] // by slot
  /** Over places 0 .. cacheSize - 1, which stay dense however many keys there are. */
  private readonly cacheOrder = new LruOrder()
  private readonly cached: (KeyState | undefined)[] = [] // by place
  private readonly freePlaces: number[] = []
  /** The order in which stored results and untracked keys are given up. */
  private readonly recency = new LruOrder()
  private readonly ring: AccessRing
  private unfollowed: number

  /** `whenDropped` is told of stored results that are given up. */
  constructor(
    private readonly site: SiteKeys,
    private readonly whenDropped: (stored: Stored) => void,
  ) {
    this.ring = new AccessRing(new ReuseDistances(site))
    this.unfollowed = site.unfollowed()
  }

  /** The key's state, made if it is new; counts an access. `list` is kept. */
  access(list: unknown[], receiver: unknown): KeyState {
    const unfollowed = this.site.unfollowed()
    if (unfollowed !== this.unfollowed) this.ring.breakOff()
    this.unfollowed = unfollowed
    const state = this.stateOf(list, receiver)
    this.recency.touch(state.slot)
    if (state.tracked) this.ring.push(state.slot)
    else this.site.cold++
    if (state.cacheSlot !== NO_SLOT) this.cacheOrder.touch(state.cacheSlot)
    return state
  }

  /** What a cache does when a call that missed returns; the state may have been given up during the call. */
  store(state: KeyState, list: unknown[], receiver: unknown): KeyState {
    const current = this.states[state.slot] === state ? state : this.stateOf(list, receiver)
    // A recursion may have stored the key already: the first result stays, and stays as old as it is.
    if (current.cacheSlot !== NO_SLOT || this.site.cacheSize === 0) return current
    if (this.cached.length - this.freePlaces.length >= this.site.cacheSize) this.evict()
    current.cacheSlot = this.freePlaces.pop() ?? this.cached.length
    this.cached[current.cacheSlot] = current
    this.cacheOrder.add(current.cacheSlot)
    this.count(COUNTER_INDEX.currsize, 1)
    return current
  }

  /** What a cache does with a promise that turned out rejected. */
  forget(state: KeyState): void {
    if (this.states[state.slot] !== state) return
    this.dropStored(state)
    if (state.cacheSlot !== NO_SLOT) this.uncache(state)
  }

  /** Leaves the site's sums as if this cache had never been, its distances aside. */
  giveUp(): void {
    this.finish()
    for (const state of this.states) {
      if (state === undefined) continue
      if (state.cacheSlot !== NO_SLOT) this.count(COUNTER_INDEX.currsize, -1)
      if (state.stored !== undefined) this.site.stored--
      if (!state.tracked) this.site.untracked--
    }
  }

  /** Hands the last distances over to the site. */
  finish(): void {
    this.ring.drain()
  }

  /** To be called when a result has been kept for comparison: makes room again. */
  noteStored(): void {
    this.site.stored++
    while (this.site.stored > this.site.maxStored && this.dropOldest());
  }

  private stateOf(list: unknown[], receiver: unknown): KeyState {
    const slot = this.keys.find(list, receiver)
    if (slot === NO_SLOT) return this.add(list, receiver)
    this.site.repeats++
    return this.states[slot] as KeyState
  }

  private add(list: unknown[], receiver: unknown): KeyState {
    const { site } = this
    const tracked = site.tracked < (holdsObject(list, receiver) ? MAX_TRACKED_OBJECT_KEYS : MAX_TRACKED_KEYS)
    if (tracked) {
      site.tracked++
      this.count(COUNTER_INDEX.distinct, 1)
    } else {
      site.whenTruncated()
      while (site.untracked >= site.maxStored && this.dropOldest());
      site.untracked++
      this.ring.pass()
    }
    const slot = this.keys.insert(list, receiver)
    const state: KeyState = { slot, tracked, cacheSlot: NO_SLOT, stored: undefined, origin: undefined }
    this.states[slot] = state
    this.recency.add(slot)
    return state
  }

  private evict(): void {
    this.uncache(this.cached[this.cacheOrder.victim()] as KeyState)
    this.count(COUNTER_INDEX.evictions, 1)
  }

  private uncache(state: KeyState): void {
    this.cacheOrder.remove(state.cacheSlot)
    this.cached[state.cacheSlot] = undefined
    this.freePlaces.push(state.cacheSlot)
    state.cacheSlot = NO_SLOT
    this.count(COUNTER_INDEX.currsize, -1)
  }

  /** false: nothing is left to drop here; other closures hold it all. */
  private dropOldest(): boolean {
    const slot = this.recency.victim()
    if (slot < 0) return false
    this.recency.remove(slot)
    const state = this.states[slot] as KeyState
    this.dropStored(state)
    if (!state.tracked) this.dropKey(state)
    return true
  }

  private dropStored(state: KeyState): void {
    if (state.stored === undefined) return
    this.whenDropped(state.stored)
    state.stored = undefined
    this.site.stored--
  }

  private dropKey(state: KeyState): void {
    if (state.cacheSlot !== NO_SLOT) this.uncache(state)
    this.keys.remove(state.slot)
    this.states[state.slot] = undefined
    this.site.untracked--
  }

  private count(index: number, by: number): void {
    ;(this.site.counters[this.site.base + index] as number) += by
  }
}

function holdsObject(list: unknown[], receiver: unknown): boolean {
  return isObject(receiver) || list.some(isObject)
}

/** A cache of `cacheSize` entries would answer. */
export function isCached(state: KeyState): boolean {
  return state.cacheSlot !== NO_SLOT
}

/**
 * Distances of all caches of a site, to be asked for at the end. Where calls were let pass, what the caches still held
 * from before says little of what real ones would have held: hits are then as many as the likely distances tell.
 */
export function settledDistances(site: SiteKeys): LikelyDistances {
  const likely = likelyDistances(site)
  if (site.cutShort !== undefined) correctHits(site, likely)
  return likely
}

function correctHits(site: SiteKeys, { distances }: LikelyDistances): void {
  const { counters, base, cacheSize, histogram } = site
  const [hitsAt, missesAt, inFlightAt] = [COUNTER_INDEX.hits, COUNTER_INDEX.misses, COUNTER_INDEX.inFlight]
  const hits = counters[base + hitsAt] as number
  const apparent = within([...histogram], cacheSize)
  // Of what was found again some was not kept: it threw, or was rejected.
  const kept = apparent === 0 ? 1 : Math.min(1, hits / apparent)
  const most = hits + (counters[base + missesAt] as number)
  const likely = Math.min(most - surelyMissed(site, most), Math.round(kept * within(distances, cacheSize)))
  counters[base + hitsAt] = Math.max(likely, counters[base + inFlightAt] as number)
  counters[base + missesAt] = most - (counters[base + hitsAt] as number)
}

/** Of `lookups`, the share that those of all calls have that met a new key before any call was let pass. */
function surelyMissed({ cutShort, unfollowed }: SiteKeys, lookups: number): number {
  const firsts = cutShort?.first.reduce((sum, keys) => sum + keys, 0) ?? 0
  return Math.min(lookups, Math.ceil((firsts * lookups) / (lookups + unfollowed())))
}

function within(distances: readonly [number, number][], size: number): number {
  return distances.reduce((sum, [distance, accesses]) => sum + (distance <= size ? accesses : 0), 0)
}
