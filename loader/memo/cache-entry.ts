/** One result that is held, under its key. */
import type { Keyed } from './key-table.js'

/** Whoever stores entries gives them a slot; in between they have none. */
const NO_SLOT = -1

/** All that a hit looks at is in this one object: what the key is found to lead to is what is served. */
export class CacheEntry implements Keyed<CacheEntry> {
  next: CacheEntry | undefined
  /** The value is a promise that has not been seen fulfilled yet. */
  isUnsettled = false
  /** The clock at its last use. A fraction, so that room for a double is made at once. */
  stamp = 0.5
  slot = NO_SLOT

  constructor(
    readonly list: ArrayLike<unknown>,
    readonly receiver: unknown,
    readonly value: unknown,
  ) {}
}
