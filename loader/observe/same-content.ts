/** Says whether two results are the same content, without running a line of the owner's program. */

import { is } from '../intrinsics.js'
import { expand, MAX_PARTS, type OpaqueReason } from './expansion.js'

/** Objects visited in one comparison; beyond it the answer is unknown. */
export const MAX_OBJECTS = 512

export type Sameness = 'same' | 'different' | OpaqueReason

const OVER_BUDGET: OpaqueReason = {
  code: 'over-budget',
  detail: `more than ${MAX_OBJECTS} objects or ${MAX_PARTS} values`,
}

/**
 * Primitives by SameValue; arrays (holes and extra properties too), plain objects, instances of JavaScript classes, Map,
 * Set, Date, RegExp, Error (not its stack), boxed primitives, bytes, Intl and URL objects by prototype and content, in
 * order; anything else is equal to itself only, and unknown beside another. A difference found anywhere outweighs what
 * is unknown elsewhere.
 */
export function sameContent(stored: unknown, fresh: unknown): { sameness: Sameness; parts: number } {
  const comparison = new Comparison()
  const sameness = comparison.compare(stored, fresh)
  return { sameness, parts: comparison.parts }
}

class Comparison {
  parts = 0
  private objects = 0
  /** Pairs under comparison or done with: a cycle closes where it meets one. */
  private readonly partnerOf = new Map<object, object>()

  compare(stored: unknown, fresh: unknown): Sameness {
    if (is(stored, fresh)) return 'same'
    if (!isObject(stored) || !isObject(fresh) || typeof stored !== typeof fresh) return 'different'
    if (this.partnerOf.get(stored) === fresh) return 'same'
    this.partnerOf.set(stored, fresh)
    if (++this.objects > MAX_OBJECTS || this.parts > MAX_PARTS) return OVER_BUDGET
    return this.compareObjects(stored, fresh)
  }

  private compareObjects(stored: object, fresh: object): Sameness {
    const one = expand(stored)
    if (one.opaque) return one.opaque
    const other = expand(fresh)
    if (other.opaque) return other.opaque
    this.parts += one.children.length
    if (!sameList(one.fixed, other.fixed) || one.children.length !== other.children.length) return 'different'
    let answer: Sameness = one.unread ?? 'same'
    for (let index = 0; index < one.children.length; index++) {
      const child = this.compare(one.children[index], other.children[index])
      if (child === 'different') return child
      if (child !== 'same') answer = child
    }
    return answer
  }
}

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

/** Under every key functions are told by identity, and looked at as a whole. */
export function holdsContent(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function sameList(one: unknown[], other: unknown[]): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index++) if (!is(one[index], other[index])) return false
  return true
}
