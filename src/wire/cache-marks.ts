/** What driver and loader say to each other about the caches that the owner's program has already. */

/**
 * What stands in a range of the text. `look`: an entry or undefined, and as the program takes some entries for none as
 * well, `look-falsy`, `look-nullish` and, where null alone tells a miss, `look-null`; `test`: whether there is one; `key`:
 * what the entry is asked for by; `asks-nullish` and `asks-falsy`: the key of `cache[key] ??= value` and of `||=`, where
 * nothing else can be marked; `table`: what holds the entry, in a table of tables; `inner`: a function that is handed to a memoizer; `outer`: what the memoizer makes of it; `options`:
 * what the memoizer is told besides; `made`: a structure of lru-cache, which tells itself what it is asked.
 */
export const MARK_ROLES = [
  'look',
  'test',
  'key',
  'inner',
  'outer',
  'options',
  'made',
  'look-falsy',
  'look-nullish',
  'look-null',
  'table',
  'asks-nullish',
  'asks-falsy',
] as const

export type MarkRole = (typeof MARK_ROLES)[number]

/** `start` and `end` are offsets in the (type-stripped) text; where they are equal, an argument is put there. */
export interface CacheMark {
  role: MarkRole
  start: number
  end: number
}

export interface MarkedCache {
  id: string
  marks: CacheMark[]
  /** Text that leads to what holds the entries, to be read behind a look; undefined: nothing does. */
  holder?: string
  /** The own property of that which holds them; undefined: it does itself. */
  property?: string
  /** What holds them is of a known package, whose `size` only reads. */
  tellsSize?: true
  /**
   * What is found there is returned as it is, and nobody but the function that asks fills it: entries may be held against
   * what was computed instead.
   */
  compared?: true
  /** Of the text that the marks belong to: see {@link textDigest}. */
  digest: string
}

/** Written when a file with marked caches is evaluated; they take consecutive blocks from `firstBlock` on. */
export interface CachesLine {
  type: 'caches'
  firstBlock: number
  caches: string[]
}

/**
 * - `calls`: times that it was asked. - `found`: of those, with an entry there. - `computed`: calls of a function that
 *   was handed to a memoizer: its misses.
 * - `keys`: distinct keys that it was asked for in vain; `hitKeys`: of those, later found. `returns`: asked in vain for a
 *   key that had been asked for before. `unkeyed`: there were too many keys to remember, so that these say nothing.
 * - `sized`: structures whose entries could be counted at the end; `entries`: what they held; `earlierEntries`: what they
 *   held between a quarter and half of the calls before.
 * - `sizedEntries`, `bytes`: of a sample of the entries, what they keep alive.
 * - `stale`: switched off, times that it would have answered with something else. - `steady`, `unsteady`: calls of a
 *   memoized function with arguments that it had been called with, by content, and that came to the same, or did not.
 */
export const CACHE_COUNTERS = [
  'calls',
  'found',
  'computed',
  'keys',
  'hitKeys',
  'returns',
  'unkeyed',
  'sized',
  'entries',
  'earlierEntries',
  'sizedEntries',
  'bytes',
  'stale',
  'steady',
  'unsteady',
] as const

export type CacheCounter = (typeof CACHE_COUNTERS)[number]

export type CacheCounters = Record<CacheCounter, number>

/** What a cache that was switched off would have answered, for the first time, otherwise than it was computed: printed. */
export interface StaleEntry {
  /** The arguments or the key. */
  asked: string
  stored: string
  fresh: string
}

export interface StaleEntryLine {
  type: 'stale-entry'
  cache: string
  entry: StaleEntry
}

/** What one cache did in one run, summed over its processes. */
export interface CacheRecord {
  id: string
  counters: CacheCounters
  staleEntry?: StaleEntry
}

export const CACHE_COUNTER_INDEX = Object.fromEntries(CACHE_COUNTERS.map((name, index) => [name, index])) as Record<
  CacheCounter,
  number
>

/** FNV-1a of the UTF-16 units, and how many there are: offsets in one text mean nothing in another. */
export function textDigest(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return `${(hash >>> 0).toString(36)}-${text.length}`
}
