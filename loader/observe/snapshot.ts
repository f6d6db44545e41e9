/** Keeps what a value's content was at one moment, so that a later change in place can be seen. */

import { is, isProxy, ownValue } from '../intrinsics.js'
import { expand, MAX_PARTS } from './expansion.js'
import { isObject, MAX_OBJECTS } from './same-content.js'

/** What is too large has cost most: asking an object for a hundred thousand keys takes milliseconds. */
export const PARTS_OVER_BUDGET = 8 * MAX_PARTS

const NODE = Symbol('node')
const AGAIN = Symbol('again')

export interface Snapshot {
  /** The content in one line: two values with SameValue-equal tokens are equal. */
  tokens: unknown[]
  /** Somewhere in it is an object that can be changed in place. */
  mutable: boolean
  /** By object, fields that had no value yet, and may be filled. */
  unset: Map<object, ReadonlySet<PropertyKey>>
}

/**
 * undefined: over budget, so nothing can be said later. What has no content to read stands for itself. `filled`: names of
 * fields that are filled when they are first needed, which is no change.
 */
export function snapshotOf(root: unknown, filled: readonly string[] = []): Snapshot | undefined {
  const walk = new Walk(filled, new Map())
  return walk.visit(root) ? walk : undefined
}

/** undefined: unknown. */
export function hasChanged(before: Snapshot, root: unknown): boolean | undefined {
  const after = new Walk([], before.unset)
  if (!after.visit(root)) return undefined
  const { tokens } = before
  if (tokens.length !== after.tokens.length) return true
  for (let index = 0; index < tokens.length; index++) if (!is(tokens[index], after.tokens[index])) return true
  return false
}

class Walk implements Snapshot {
  readonly tokens: unknown[] = []
  mutable = false
  private readonly numberOf = new Map<object, number>()

  constructor(
    private readonly filled: readonly string[],
    readonly unset: Map<object, ReadonlySet<PropertyKey>>,
  ) {}

  /** false: over budget. */
  visit(value: unknown): boolean {
    if (!isObject(value)) return this.tokens.push(value) <= MAX_PARTS
    const known = this.numberOf.get(value)
    if (known !== undefined) return this.tokens.push(AGAIN, known) <= MAX_PARTS
    this.numberOf.set(value, this.numberOf.size)
    if (this.numberOf.size > MAX_OBJECTS) return false
    const expansion = expand(value, this.unsetIn(value))
    if (expansion.opaque) {
      if (expansion.opaque.code === 'over-budget') return false
      return this.tokens.push(value) <= MAX_PARTS
    }
    if (expansion.mutable) this.mutable = true
    this.tokens.push(NODE, expansion.children.length)
    for (const part of expansion.fixed) this.tokens.push(part)
    for (const child of expansion.children) if (!this.visit(child)) return false
    return this.tokens.length <= 2 * MAX_PARTS
  }

  private unsetIn(object: object): ReadonlySet<PropertyKey> | undefined {
    if (this.filled.length > 0 && !isProxy(object)) {
      const names = this.filled.filter((name) => isUnset(ownValue(object, name)))
      if (names.length > 0) this.unset.set(object, new Set(names))
    }
    return this.unset.get(object)
  }
}

/** What a field holds that was never filled. */
function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === false || value === -1 || is(value, Number.NaN)
}
