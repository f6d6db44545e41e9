/** Evidence about a cache that the program has already -> what to do with it. */
import type { FoundCache } from '../scan/found-cache.js'
import type { Interval } from '../stats/interval.js'
import type { CacheCounters, StaleEntry } from '../wire/cache-marks.js'
import type { Counterexample } from '../wire/record.js'
import { type CacheFigures, cacheFigures, isMemoizer } from './cache-figures.js'
import { type CacheCode, cacheReason } from './cache-messages.js'
import type { Reason } from './site-verdict.js'
import type { Args } from './wording.js'

export type CacheVerdict = 'KEEP' | 'REMOVE' | 'GROW' | 'SHRINK' | 'BOUND' | 'UNSAFE'

export interface CacheEvidence {
  cache: FoundCache
  /** Absent: its text was never evaluated as it was scanned. */
  counters?: CacheCounters
  /** Times that what the function returned was changed by a caller. */
  mutatedResults: number
  /** What changed it last, or the like. */
  mutation?: string
  /** The function that asks it ran. */
  isCalled?: boolean
  /** What came of switching it off; absent: nobody tried. */
  without?: WithoutCache
}

export interface WithoutCache {
  /** The command does not pass without it and others, or takes far longer. */
  needed?: { others: number }
  /** What it saves the command, as a share of its time without. */
  effect?: { saved: Interval; slower: boolean; saves: boolean }
  /** Repeated calls whose result was another one than before, or than what the cache had for them. */
  staleHits?: number
  counterexample?: Counterexample
  /** What it would have answered for a key that other arguments share; the function is right by itself. */
  staleEntry?: StaleEntry
}

export interface JudgedCache {
  cache: FoundCache
  figures?: CacheFigures
  /** Absent: it was not switched off, or what it does besides would tell nothing. */
  staleHits?: number
  /** Absent: too little is known; the reasons say why. */
  verdict?: CacheVerdict
  reasons: Reason[]
  /** Beside SHRINK and GROW, in entries. */
  recommendedMaxsize?: number
}

interface Ruling {
  verdict?: CacheVerdict
  reasons: Reason[]
  recommendedMaxsize?: number
}

const LEAST_HIT_RATE = 0.1
/** Of these a cache that is too small turns away so many calls whose entries it had. */
const LEAST_RETURNS = 0.1
const LEAST_HIT_RATE_TO_SHRINK = 0.2
const LEAST_MAXSIZE = 16
const MOST_MAXSIZE = 4096
/** Fewer entries do no harm, however they grow. */
const MANY_ENTRIES = 100
const LEAST_GROWTH = 1.25

export function judgeCache(evidence: CacheEvidence, { minCalls }: { minCalls: number }): JudgedCache {
  const { cache, counters, without } = evidence
  const figures = cacheFigures(cache, counters)
  const ruling =
    stale(evidence) ??
    aliased(evidence) ??
    unknown(evidence, figures, minCalls) ??
    known(evidence, figures as CacheFigures)
  const reasons = [...ruling.reasons, ...(ruling.verdict ? besides(without) : [])]
  const staleHits = without?.staleHits
  return { cache, ...(figures && { figures }), ...(staleHits !== undefined && { staleHits }), ...ruling, reasons }
}

function stale({ without }: CacheEvidence): Ruling | undefined {
  const { staleHits = 0, counterexample, staleEntry } = without ?? {}
  if (staleEntry) return ruling('UNSAFE', 'cache-confuses', { staleHits, ...staleEntry })
  if (staleHits === 0 || counterexample === undefined) return undefined
  const { arguments: list, stored, fresh } = counterexample
  return ruling('UNSAFE', 'cache-stale', { staleHits, call: `(${list.join(', ')})`, stored, fresh })
}

/** What was measured, where it does not decide. */
function besides({ needed, effect }: WithoutCache = {}): Reason[] {
  if (needed) return [cacheReason(needed.others === 0 ? 'cache-needed' : 'caches-needed', { ...needed })]
  if (effect === undefined || effect.slower) return []
  const { estimate, low, high } = effect.saved
  return [cacheReason(effect.saves ? 'cache-saves' : 'cache-saves-unsure', { estimate, low, high })]
}

function aliased({ cache, mutatedResults, mutation }: CacheEvidence): Ruling | undefined {
  if (mutatedResults === 0 || cache.uncounted === 'no-entries') return undefined
  return ruling('UNSAFE', 'cache-aliased', { count: mutatedResults, ...(mutation && { detail: mutation }) })
}

function unknown(
  { cache: { uncounted, marked }, counters, isCalled }: CacheEvidence,
  figures: CacheFigures | undefined,
  minCalls: number,
): Ruling | undefined {
  if (uncounted !== undefined) return { reasons: [cacheReason(`cache-${uncounted}`, {})] }
  if (marked === undefined || counters === undefined) {
    return { reasons: [cacheReason(isCalled ? 'cache-unseen' : 'cache-not-loaded', {})] }
  }
  if (figures === undefined) return { reasons: [cacheReason('cache-never-asked', {})] }
  const { calls } = figures
  return calls < minCalls ? { reasons: [cacheReason('cache-hardly-asked', { calls, minCalls })] } : undefined
}

function known({ cache, without }: CacheEvidence, figures: CacheFigures): Ruling {
  return (
    slows(without) ??
    tooSmall(cache, figures) ??
    hardlyHit(figures, without) ??
    growing(figures) ??
    tooLarge(cache, figures) ??
    hits(figures)
  )
}

function slows({ effect }: WithoutCache = {}): Ruling | undefined {
  if (!effect?.slower) return undefined
  const { estimate, low, high } = effect.saved
  return ruling('REMOVE', 'cache-slows', { estimate, low, high })
}

function tooSmall(
  { maxsize }: FoundCache,
  { calls, misses, returns = 0, keys = 0, holders = 1 }: CacheFigures,
): Ruling | undefined {
  // What memoizers turn away is not seen, and what is taken out of an unbounded one is out of date.
  if (maxsize === undefined || maxsize >= MOST_MAXSIZE || returns < LEAST_RETURNS * calls || keys <= maxsize)
    return undefined
  const recommendedMaxsize = Math.min(MOST_MAXSIZE, Math.max(2 * maxsize, Math.ceil(keys / holders)))
  return { ...ruling('GROW', 'cache-too-small', { maxsize, returns, misses, keys }), recommendedMaxsize }
}

/** What is measured without it outweighs how seldom it is hit. */
function hardlyHit({ calls, hits, hitRate }: CacheFigures, { needed, effect }: WithoutCache = {}): Ruling | undefined {
  if (hitRate >= LEAST_HIT_RATE || needed || effect?.saves) return undefined
  return ruling('REMOVE', 'cache-hardly-hit', { hits, calls, hitRate })
}

function growing({ grew, hitRate }: CacheFigures): Ruling | undefined {
  if (grew === undefined || grew.to < MANY_ENTRIES || grew.to < LEAST_GROWTH * grew.from) return undefined
  return ruling('BOUND', 'cache-grows', { ...grew, hitRate })
}

function tooLarge(cache: FoundCache, { entries, misses, holders, hitRate }: CacheFigures): Ruling | undefined {
  const { maxsize } = cache
  // A memoizer that does not tell never held more than it had computed.
  const most = entries ?? (isMemoizer(cache) ? misses : undefined)
  if (maxsize === undefined || most === undefined || hitRate < LEAST_HIT_RATE_TO_SHRINK) return undefined
  const held = Math.ceil(most / (holders ?? 1))
  const recommendedMaxsize = Math.max(LEAST_MAXSIZE, 2 * held)
  if (held >= maxsize / 2 || recommendedMaxsize >= maxsize) return undefined
  return { ...ruling('SHRINK', 'cache-too-large', { maxsize, held, hitRate }), recommendedMaxsize }
}

function hits({ calls, hits, hitRate }: CacheFigures): Ruling {
  return ruling('KEEP', 'cache-hits', { hits, calls, hitRate })
}

function ruling(verdict: CacheVerdict, code: CacheCode, args: Args): Ruling {
  return { verdict, reasons: [cacheReason(code, args)] }
}
