/** What static analysis says about a cache that the program has already. */
import type { MarkedCache } from '../wire/cache-marks.js'

/** Why its calls cannot be counted. */
export type Uncounted =
  /** It remembers for as long as something is rendered. */
  | 'of-rendering'
  /** Its text gives no place where a look-up could be seen. */
  | 'no-plain-look-up'
  /** It keeps one result, or what a function needs and not what it returns. */
  | 'no-entries'

export interface FoundCache {
  /** Of the function that asks it, where that is a site; else of the variable that holds it. */
  id: string
  file: string
  /** 1-based, of the first look-up, or of the call that makes it. */
  line: number
  /** What holds the entries, or the memoized function: `memo`, `this.parsed`. */
  subject: string
  /** The package that it comes from; absent: written by hand. */
  library?: string
  /** Most entries that it keeps, where the text says so. */
  maxsize?: number
  /** Something takes entries out of it. */
  bounded: boolean
  /** Absent: see `uncounted`. */
  marked?: MarkedCache
  uncounted?: Uncounted
  /** A run can do without it. */
  switchable?: true
}

/** The same before its file's sites are looked at. */
export interface CacheInText extends Omit<FoundCache, 'id' | 'file' | 'marked'> {
  kind: 'keyed' | 'memoized' | 'publishing'
  /** Offset of a node in the function that asks. */
  at: number
  marked?: Omit<MarkedCache, 'id' | 'digest'>
}
