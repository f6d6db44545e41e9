/** What the marks at a cache counted, as figures that people know. */
import type { FoundCache } from '../scan/found-cache.js'
import type { CacheCounters } from '../wire/cache-marks.js'

export interface CacheFigures {
  calls: number
  hits: number
  misses: number
  /** 0..1. */
  hitRate: number
  /** Entries in all of its processes at their ends; undefined: they cannot be counted. */
  entries?: number
  /** Structures that hold them: one a process, or one a closure. */
  holders?: number
  /** Between a quarter and half of the calls earlier: entries, or what a memoizer has computed and keeps. */
  grew?: { from: number; to: number }
  /** Keys that it was asked for in vain, and those of them that were never found later; undefined: not to be told. */
  keys?: number
  neverHit?: number
  /** Misses of keys that it had been asked for before. */
  returns?: number
  /** What its entries keep alive: an estimate from a sample of them. */
  bytes?: number
}

/** A memoizer of a package, whose entries are its own affair. */
export function isMemoizer({ marked }: FoundCache): boolean {
  return marked?.marks.some(({ role }) => role === 'inner') ?? false
}

/** undefined: nobody asked it, or that could not be counted. */
export function cacheFigures(cache: FoundCache, counters: CacheCounters | undefined): CacheFigures | undefined {
  if (counters === undefined || counters.calls === 0) return undefined
  const { calls, found, computed } = counters
  const memoizes = isMemoizer(cache)
  const hits = memoizes ? Math.max(0, calls - computed) : found
  const shares = { calls, hits, misses: calls - hits, hitRate: hits / calls }
  return {
    ...shares,
    ...contents(counters),
    ...growth(counters, cache, memoizes),
    ...(memoizes ? {} : keys(counters)),
  }
}

function contents({ sized, entries, sizedEntries, bytes }: CacheCounters): Partial<CacheFigures> {
  if (sized === 0) return {}
  const estimate = sizedEntries > 0 && { bytes: Math.round((bytes / sizedEntries) * entries) }
  return { entries, holders: sized, ...estimate }
}

function growth(counters: CacheCounters, { bounded }: FoundCache, memoizes: boolean): Partial<CacheFigures> {
  const { sized, entries, computed, earlierEntries: from } = counters
  if (bounded) return {}
  if (sized > 0) return { grew: { from, to: entries } }
  return memoizes ? { grew: { from, to: computed } } : {}
}

function keys({ keys: all, hitKeys, returns, unkeyed }: CacheCounters): Partial<CacheFigures> {
  return unkeyed > 0 ? {} : { keys: all, neverHit: all - hitKeys, returns }
}
