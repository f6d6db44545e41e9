/** Chooses among the keys that a site could have the cheapest one that was right and hits often. DESIGN §4, `auto`. */
import type { SiteRecord } from '../launch/run-outcome.js'
import type { Counter, SiteCounters } from '../wire/counters.js'
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
  /** Calls, of the site's, up to which it was followed: it is given up where it repeats no more than by identity. */
  followed: number
  /** Calls whose key held an object or a function by reference, though it tells data by content. */
  byReference: number
  /** Mean cost of making one, ns; undefined: not sampled, or nothing is made. */
  keyNs: number | undefined
}

const BY_IDENTITY: SiteKey = { strategy: 'identity', leaves: [] }

/** A key that costs more must hit in so many calls more, as a share of all: less is not worth making keys for. */
const WORTH_MAKING = 0.02

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
    followed: counters.calls,
    byReference: 0,
    keyNs: undefined,
  }
  const variants = record.variants.flatMap((variant, index): TriedKey[] => {
    const key = keys[index]
    if (key === undefined) return []
    const { lookups, lookupNs, bypassed, calls, objectKeys } = variant.counters
    return [
      {
        key,
        counters: underKey(counters, variant.counters),
        counterexamples: variant.counterexamples,
        curve: countedCurve(variant.distances, variant.counters, sizes),
        unkeyable: Math.max(0, bypassed - counters.bypassed),
        followed: calls,
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
 * was wrong is what there is to say.
 */
export function chooseKey(tried: readonly TriedKey[], hitRateThreshold: number): TriedKey {
  const [identity, ...others] = tried as [TriedKey, ...TriedKey[]]
  const sound = others.filter(isSound)
  const fits = isSound(identity) ? [identity, ...sound] : sound.filter((one) => rateOf(one) >= hitRateThreshold)
  const best = Math.max(0, ...fits.map(rateOf))
  const cheapest = fits.filter((one) => rateOf(one) >= best - WORTH_MAKING).sort(byCost)
  return cheapest[0] ?? identity
}

/** Evidence covers the whole run: what no key was followed for may have been wrong under it. */
function isSound({ key, counters, followed }: TriedKey): boolean {
  if (followed < counters.calls) return false
  return counters.mismatches === 0 && (key.strategy === 'identity' || counters.aliased === 0)
}

/** Of all calls that could have had a key: what has none is no hit. */
function rateOf({ curve, counters: { hits, misses }, unkeyable }: TriedKey): number {
  const keyed = hits + misses
  return keyed === 0 ? 0 : ((curve.bestHitRate ?? 0) * keyed) / (keyed + unkeyable)
}

function byCost(one: TriedKey, other: TriedKey): number {
  return BY_COST.indexOf(one.key.strategy) - BY_COST.indexOf(other.key.strategy)
}
