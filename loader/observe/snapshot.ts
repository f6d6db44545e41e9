/** Keeps what a value's content was at one moment, so that a later change in place can be seen. */

import { is } from '../intrinsics.js'
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
}

/** undefined: over budget, so nothing can be said later. What has no content to read stands for itself. */
export function snapshotOf(root: unknown): Snapshot | undefined {
  const walk = new Walk()
  return walk.visit(root) ? walk : undefined
}

/** undefined: unknown. */
export function hasChanged(before: Snapshot, root: unknown): boolean | undefined {
  const after = snapshotOf(root)
  if (after === undefined) return undefined
  const { tokens } = before
  if (tokens.length !== after.tokens.length) return true
  for (let index = 0; index < tokens.length; index++) if (!is(tokens[index], after.tokens[index])) return true
  return false
}

class Walk implements Snapshot {
  readonly tokens: unknown[] = []
  mutable = false
  private readonly numberOf = new Map<object, number>()

  /** false: over budget. */
  visit(value: unknown): boolean {
    if (!isObject(value)) return this.tokens.push(value) <= MAX_PARTS
    const known = this.numberOf.get(value)
    if (known !== undefined) return this.tokens.push(AGAIN, known) <= MAX_PARTS
    this.numberOf.set(value, this.numberOf.size)
    if (this.numberOf.size > MAX_OBJECTS) return false
    const expansion = expand(value)
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
}
