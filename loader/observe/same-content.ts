/** Says whether two results are the same content, without running a line of the owner's program. */

import type { AnyFunction } from '../armed-site.js'
import { getOwnPropertyDescriptor, getPrototypeOf, is, ownKeys } from '../intrinsics.js'
import { expand, MAX_PARTS, type OpaqueReason } from './expansion.js'
import { capturedByBoth } from './made-functions.js'

/** Objects visited in one comparison; beyond it the answer is unknown. */
export const MAX_OBJECTS = 512

export type Sameness = 'same' | 'different' | OpaqueReason

export interface Compared {
  sameness: Sameness
  parts: number
  /** Those of both that were told by what they capture. */
  closures: readonly AnyFunction[]
}

const OVER_BUDGET: OpaqueReason = {
  code: 'over-budget',
  detail: `more than ${MAX_OBJECTS} objects or ${MAX_PARTS} values`,
}

/** Whether they do the same depends on what they do with it, and when. */
const OTHER_CAPTURES: OpaqueReason = {
  code: 'uncomparable-result',
  detail: 'functions of one text that capture or have other things',
}

/**
 * Primitives by SameValue; arrays (holes and extra properties too), plain objects, instances of JavaScript classes, Map,
 * Set, Date, RegExp, Error (not its stack), boxed primitives, bytes, Intl and URL objects by prototype and content, in
 * order; closures that one text has made while they capture the same; anything else is equal to itself only, and unknown
 * beside another. A difference found anywhere outweighs what
 * is unknown elsewhere.
 */
export function sameContent(stored: unknown, fresh: unknown): Compared {
  const comparison = new Comparison()
  const sameness = comparison.compare(stored, fresh)
  return { sameness, parts: comparison.parts, closures: comparison.closures }
}

/** In another order in a wrapper. */
const OF_EVERY_FUNCTION: ReadonlySet<PropertyKey> = new Set(['length', 'name', 'arguments', 'caller'])

class Comparison {
  parts = 0
  readonly closures: AnyFunction[] = []
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
    if (isFunction(stored) && isFunction(fresh)) {
      const captured = capturedByBoth(stored, fresh)
      if (captured) return this.compareClosures(stored, fresh, captured)
    }
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

  /** By what they capture and what has been put on them. */
  private compareClosures(stored: AnyFunction, fresh: AnyFunction, [one, other]: [unknown[], unknown[]]): Sameness {
    const keys = addedKeys(stored)
    if (!sameList(keys, addedKeys(fresh)) || getPrototypeOf(stored) !== getPrototypeOf(fresh)) return OTHER_CAPTURES
    const children = [...one, ...propertiesOf(stored, keys)]
    const others = [...other, ...propertiesOf(fresh, keys)]
    this.parts += children.length
    this.closures.push(stored, fresh)
    let answer: Sameness = 'same'
    for (let index = 0; index < children.length; index++) {
      const child = this.compare(children[index], others[index])
      if (child !== 'same') answer = child === 'different' ? OTHER_CAPTURES : child
    }
    return answer
  }
}

function isFunction(value: object): value is AnyFunction {
  return typeof value === 'function'
}

function addedKeys(fn: AnyFunction): PropertyKey[] {
  return ownKeys(fn).filter((key) => !OF_EVERY_FUNCTION.has(key))
}

/** An accessor stands for itself: it is not asked. */
function propertiesOf(fn: AnyFunction, keys: PropertyKey[]): unknown[] {
  return keys.map((key) => {
    const { get, set, value } = getOwnPropertyDescriptor(fn, key) as PropertyDescriptor
    return get ?? set ?? value
  })
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
