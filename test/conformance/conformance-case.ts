/** A small program that says what it sees of its own functions, as data: the same text is run bare and probed. */

import type { Unwrappable } from '../../src/source/site.js'

export type Format = 'esm' | 'cjs'

export interface ConformanceCase {
  claim: string
  /** Text of the probed module, up to its exports. */
  subject: string
  /** What the module exports, by these names; none: the text exports for itself. */
  exports?: readonly string[]
  /** Body of an async function in another module that gets what is exported, and `subject`, the module as a whole. */
  use: string
  /** Where the text means something; both by default. */
  formats?: readonly Format[]
  /** Further modules beside the subject, by name. */
  files?: Readonly<Record<string, string>>
  /** Exact calls by what follows `#` in the ids, as `bindings` sees them: a case that probes nothing shows nothing. */
  calls: Readonly<Record<string, number>>
  /** Sites that are listed and not wrapped, and why. */
  leftAlone?: Readonly<Record<string, Unwrappable>>
  /** Why `exports` cannot keep it. */
  notByExports?: string
  /** Results differ from call to call, so a cache would show: everything but the `cached` arm is compared. */
  impure?: true
}

export function formatsOf({ formats }: ConformanceCase): readonly Format[] {
  return formats ?? ['esm', 'cjs']
}

/** Name of a case's folder. */
export function slugOf({ claim }: ConformanceCase): string {
  return claim.replace(/[^A-Za-z]+/g, '-').toLowerCase()
}
