/** A function that can be wrapped, as found in source text: the same in driver and loader, so that ids agree. */

export type SiteKind = 'function' | 'arrow' | 'method' | 'getter'

/** Why a site is listed but left alone. */
export type Unwrappable =
  | 'generator'
  | 'constructor'
  | 'setter'
  | 'private-method'
  | 'no-writable-binding'
  /** What is called is what a decorator makes of it. */
  | 'decorated'
  /** It reaches its own function object, or that of its caller, in a way that would tell it from a wrapper. */
  | 'refers-to-itself'

export interface Site {
  /** `path/from/root.js#outer.name`; DESIGN §1. */
  id: string
  /** Relative to the root, with `/`. */
  file: string
  /** Bare name, or `Class.method`; never suffixed. */
  name: string
  /** 1-based; of the name that the function goes by (variable, property or method key), or of the function itself. */
  line: number
  /** 1-based. */
  column: number
  /** Offsets in the (type-stripped) text, of the function or, for methods, of the whole member: [start, end). */
  start: number
  end: number
  kind: SiteKind
  /** Names under which the module exports it; empty: not exported. CommonJS: `exports`, `exports.x` as `x`. */
  exportedAs: string[]
  async: boolean
  /** `this` is read by the body, arrows inside included. */
  readsThis: boolean
  /** `arguments` is read by the body. */
  readsArguments: boolean
  /** Created inside a function that may be entered more than once: one cache per closure. */
  closure: boolean
  /** undefined: can be wrapped. */
  unwrappable: Unwrappable | undefined
}
