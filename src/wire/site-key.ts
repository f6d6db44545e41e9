/** How the arguments and `this` of a call become its cache key. */

/**
 * - `identity`: every argument, and `this` where the function reads it: primitives by value, objects by reference.
 * - `structural`: the same, with plain data by content.
 * - `projected`: only what the function reads of each argument and of `this`.
 */
export type KeyStrategy = 'identity' | 'structural' | 'projected'

/**
 * One part of a key: the value at the end of `path`. A step that meets no object (a primitive, a function, nothing) ends
 * the path: then that value, and how far it was, is the part.
 */
export interface KeyLeaf {
  /** Index of the argument that the path starts from. */
  from: number | 'this'
  /**
   * Property names, outermost first; empty: the argument itself. A step that meets no object (a primitive, `undefined`, a
   * function) ends the path there, and that value together with how far it was is the part: functions may only ask
   * whether there is an object.
   */
  path: string[]
  /** `content`: plain data by what it holds; primitives by value and everything else by reference, always. */
  by: 'identity' | 'content'
}

export interface SiteKey {
  strategy: KeyStrategy
  /** Of `projected` keys; the others are made of all arguments that a call has. */
  leaves: KeyLeaf[]
  /** false: the number of arguments, which is part of every other key, has no part in this one. */
  counted?: boolean
  /**
   * What holds more values than this is told by reference, as is data whose content cannot be told; undefined: no key is
   * made of such data.
   */
  contentUpTo?: number | undefined
  /** The observed run met no accessor of the program's and no proxy on the way to any leaf. */
  plain?: boolean
}
