/** Looks into what holds the entries of a cache; runs no code of the owner's. */
import {
  getPrototypeOf,
  isArray,
  isMap,
  isProxy,
  mapForEach,
  mapGet,
  mapSize,
  ownKeys,
  ownValue,
} from '../intrinsics.js'
import { RetainedSize } from './retained-size.js'

const MOST_SAMPLED = 64
/** What a table takes for an entry. */
const ROOM = 24

/** Entries of a Map or of an object that is a table; of a memoized function, those of its `cache`. undefined: unknown. */
export function entriesIn(holder: object): number | undefined {
  if (isProxy(holder)) return undefined
  if (isMap(holder)) return mapSize(holder)
  if (isTable(holder)) return ownKeys(holder).length
  const inside = ownValue(holder, 'cache')
  if (typeof inside === 'object' && inside !== null && typeof holder === 'function') return entriesOfCache(inside)
  return undefined
}

/** Also of those that tell their size themselves, as lodash's do. */
function entriesOfCache(cache: object): number | undefined {
  if (isProxy(cache)) return undefined
  if (isMap(cache)) return mapSize(cache)
  const size = ownValue(cache, 'size')
  return typeof size === 'number' ? size : undefined
}

/** Runs a getter: to be asked of nothing but instances of known packages. */
export function toldSize(holder: object): number | undefined {
  const { size } = holder as { size?: unknown }
  return typeof size === 'number' ? size : undefined
}

/** A sample of their entries, and what those keep alive. */
export function sampledBytes(holders: readonly object[]): { entries: number; bytes: number } {
  const size = new RetainedSize()
  const sum = { entries: 0, bytes: 0 }
  for (const holder of holders) {
    for (const entry of firstEntries(holder, MOST_SAMPLED - sum.entries)) {
      const bytes = size.add(entry)
      if (bytes === undefined) continue
      sum.entries++
      sum.bytes += ROOM + bytes
    }
  }
  return sum
}

function firstEntries(holder: object, most: number): unknown[][] {
  if (isProxy(holder)) return []
  const entries: unknown[][] = []
  if (isMap(holder)) {
    mapForEach(holder, (value, key) => {
      if (entries.length < most) entries.push([key, value])
    })
  } else if (isTable(holder)) {
    for (const key of ownKeys(holder).slice(0, most)) entries.push([key, ownValue(holder, key)])
  }
  return entries
}

/** A plain object; a list of entries by index would tell its length. */
function isTable(holder: object): boolean {
  if (typeof holder !== 'object' || isArray(holder)) return false
  const parent = getPrototypeOf(holder)
  return parent === null || getPrototypeOf(parent) === null
}

/** What a Map or a plain table has under a key; undefined: nothing, or something that only code of somebody's could tell. */
export function entryAt(holder: object, key: unknown): unknown {
  if (isProxy(holder)) return undefined
  return isMap(holder) ? mapGet(holder, key) : ownValue(holder, key as PropertyKey)
}
