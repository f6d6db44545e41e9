/** Chooses among the keys that a site could have the cheapest one that was right and hits often. DESIGN §4, `auto`. */
import type { SiteRecord } from '../launch/run-outcome.js'
import type { Counter, SiteCounters } from '../wire/counters.js'
import { followedCalls } from '../wire/followed-calls.js'
import type { Counterexample } from '../wire/record.js'
import type { KeyStrategy, SiteKey } from '../wire/site-key.js'
import { type CacheSizes, countedCurve, type SizeCurve } from './size-curve.js'

/** What the `observe` run said of one key of one site. */
export interface TriedKey {
  key: SiteKey
  /** The site's, with what depends on the key as it was under this one. */
  counters: SiteCounters
  counterexamples: Counterexample[]
  curve: SizeCurve
  /** Calls that no such key could be made for. */
  unkeyable: number
  /** Of the calls of the site that were followed, those up to which it was, too: it is given up where it repeats no more than by identity. */
  followed: number
  /** Calls whose key held an object or a function by reference, though it tells data by content. */
  byReference: number
  /** Mean cost of making one, ns; undefined: not sampled, or nothing is made. */
  keyNs: number | undefined
}

const BY_IDENTITY: SiteKey = { strategy: 'identity', leaves: [] }

/** A key that costs more must hit in so many calls more, as a share of all: less is not worth making keys for. */
const WORTH_MAKING = 0.02

/** A key by content that leaves more of the calls with a reference in their key is no safer than one by identity. */
const LEFT_BY_REFERENCE = 0.5

/** Beyond so many the loader counts no further keys that hold objects. */
const MOST_OBJECT_KEYS = 8192

/** A key of all content that takes so many times as long as one with large data by reference is not worth it. */
const MUCH_DEARER = 2

/** From what costs least to what costs most. */
const BY_COST: readonly KeyStrategy[] = ['identity', 'projected', 'structural']

/** The key by identity first; the others only where some call was told otherwise by them. `keys`: the site's variants. */
export function triedKeys(record: SiteRecord, keys: readonly SiteKey[], sizes: CacheSizes): TriedKey[] {
  const { counters, counterexamples, distances } = record
  const identity: TriedKey = {
    key: BY_IDENTITY,
    counters,
    counterexamples,
    curve: countedCurve(distances, counters, sizes),
    unkeyable: 0,
    followed: followedCalls(counters),
    byReference: 0,
    keyNs: undefined,
  }
  const variants = record.variants.flatMap((variant, index): TriedKey[] => {
    const key = keys[index]
    // Where there was no large data, it would have told the same as the one before it.
    if (key === undefined || (key.contentUpTo !== undefined && variant.counters.calls === 0)) return []
    const { lookups, lookupNs, bypassed, calls, objectKeys } = variant.counters
    const plain = key.strategy === 'projected' && bypassed <= counters.bypassed && calls === counters.calls
    return [
      {
        key: plain ? { ...key, plain } : key,
        counters: underKey(counters, variant.counters),
        counterexamples: variant.counterexamples,
        curve: countedCurve(variant.distances, variant.counters, sizes),
        unkeyable: Math.max(0, bypassed - counters.bypassed),
        followed: followedCalls(variant.counters),
        byReference: objectKeys,
        keyNs: lookups === 0 ? undefined : lookupNs / lookups,
      },
    ]
  })
  return [identity, ...variants]
}

/** Everything else belongs to the call, whatever its key. */
const OF_THE_KEY = [
  'hits',
  'misses',
  'evictions',
  'currsize',
  'checked',
  'mismatches',
  'unknown',
  'sharedResults',
  'distinct',
  'inFlight',
  'unsettledHits',
] as const satisfies readonly Counter[]

function underKey(site: SiteCounters, variant: SiteCounters): SiteCounters {
  const own = Object.fromEntries(OF_THE_KEY.map((counter) => [counter, variant[counter]]))
  return { ...site, ...own, bypassed: Math.max(site.bypassed, variant.bypassed) }
}

/**
 * Where the key by identity was wrong, another must have been right and hit often enough to be a way out; otherwise what
 * was wrong is what there is to say. Data that can change in place is told by content where that does as well: a key by
 * identity is right only while nobody changes it, and no run shows what others will do.
 */
export function chooseKey(tried: readonly TriedKey[], hitRateThreshold: number): TriedKey {
  const [identity, ...others] = tried as [TriedKey, ...TriedKey[]]
  const sound = others.filter(isSound)
  const enough = sound.filter((one) => rateOf(one) >= hitRateThreshold)
  const fits = isSound(identity) ? [identity, ...sound] : enough
  const [cheapest = identity] = asGood(fits).sort(byCost)
  if (cheapest !== identity || !isSound(identity)) return cheapest
  const changed = enough.filter((one) => seesChanges(one, identity))
  const [safer = identity] = [...asGood(fits), ...changed].filter((one) => spares(one, identity)).sort(byCost)
  return safer
}

/**
 * The key by identity where `isDear` says of the rates at which both hit that it does better than `key`, as that costs too
 * much to make; undefined: it does not, or is no way out.
 */
export function cheaperThan(
  key: SiteKey,
  tried: readonly TriedKey[],
  isDear: (rate: number, identityRate: number) => boolean,
): TriedKey | undefined {
  const [identity] = tried
  const chosen = tried.find((one) => one.key === key)
  if (identity === undefined || chosen === undefined || chosen === identity) return undefined
  if (!isSound(identity) || seesChanges(chosen, identity)) return undefined
  return isDear(rateOf(chosen), rateOf(identity)) ? identity : undefined
}

function asGood(fits: readonly TriedKey[]): TriedKey[] {
  const best = Math.max(0, ...fits.map(rateOf))
  return fits.filter((one) => rateOf(one) >= best - WORTH_MAKING)
}

/** Tells by content most of what the key by identity would hold by reference; a call past the cache is told by nothing. */
function spares({ key, byReference, unkeyable }: TriedKey, { counters }: TriedKey): boolean {
  const held = Math.max(counters.objectKeys, counters.thisReads)
  return key.strategy !== 'identity' && byReference + unkeyable <= LEFT_BY_REFERENCE * held && held > 0
}

/** More contents than objects: some were changed in place, though no result told of it. */
function seesChanges({ counters }: TriedKey, identity: TriedKey): boolean {
  const met = identity.counters.distinct
  return met < MOST_OBJECT_KEYS && counters.distinct > met
}

/** Evidence covers the whole run: what no key was followed for may have been wrong under it. */
function isSound({ key, counters, followed }: TriedKey): boolean {
  if (followed < followedCalls(counters)) return false
  return counters.mismatches === 0 && (key.strategy === 'identity' || counters.aliased === 0)
}

/** Of all calls that could have had a key: what has none is no hit. */
function rateOf({ curve, counters: { hits, misses }, unkeyable }: TriedKey): number {
  const keyed = hits + misses
  return keyed === 0 ? 0 : ((curve.bestHitRate ?? 0) * keyed) / (keyed + unkeyable)
}

function byCost(one: TriedKey, other: TriedKey): number {
  return BY_COST.indexOf(one.key.strategy) - BY_COST.indexOf(other.key.strategy) || byCostOfContent(one, other)
}

/** A key by content notices what is modified in place, so it goes first unless it costs a multiple. */
function byCostOfContent(one: TriedKey, other: TriedKey): number {
  return costOfContent(one, other) - costOfContent(other, one)
}

function costOfContent({ key, keyNs = 0 }: TriedKey, { keyNs: otherNs = 0 }: TriedKey): number {
  if (key.contentUpTo !== undefined) return 1
  return keyNs > MUCH_DEARER * otherNs ? 2 : 0
}
