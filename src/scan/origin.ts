/** Where an object can come from, and how a call connects two routines. */
import type * as ESTree from 'estree'
import type { Routine } from './program.js'
import type { Binding } from './scopes.js'
import type { CallNode, Node } from './syntax.js'

export type Root =
  | { kind: 'binding'; binding: Binding }
  | { kind: 'this'; routine: Routine }
  | { kind: 'arguments'; routine: Routine }
  | { kind: 'global'; name: string }
  /** The search gave up: it may be anything. */
  | { kind: 'lost' }

/** Properties read one after the other; undefined: a computed one. */
export type Path = readonly (string | undefined)[]

/** Longer paths are cut. */
const MOST_READS = 3

/** `path` read from the object that `property` of the root holds. */
export function below(property: string | undefined, path: Path): Path {
  return [property, ...path.slice(0, MOST_READS - 1)]
}

/** The object found by reading `path` from `root`; an empty path: the root itself. */
export interface Origin {
  root: Root
  path: Path
}

/** A read that runs a getter: `o.name`, `const { name } = o`. */
export type GetterRead = ESTree.MemberExpression | ESTree.ObjectPattern

/** One routine that a call enters, or a read. */
export interface Edge {
  routine: Routine
  call: CallNode | GetterRead
  /**
   * undefined: it is the callee, and gets the call's arguments. Otherwise it is itself an argument, and gets parts of
   * this object (null: who knows what).
   */
  elementsOf: Node | null | undefined
}
