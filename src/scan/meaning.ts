/** What a name or an expression may stand for where it is called or asked for a member. */
import type * as ESTree from 'estree'
import type { Routine } from './program.js'
import type { Binding } from './scopes.js'

export type Meaning =
  | { kind: 'routine'; routine: Routine }
  | { kind: 'class'; node: ESTree.Class }
  /** `Math.floor`; `` for the global object itself. */
  | { kind: 'global'; path: string }
  /** `member` is empty for the module itself. */
  | { kind: 'module'; module: string; member: string }
  | { kind: 'parameter'; binding: Binding }
  | { kind: 'unknown' }

export const UNKNOWN: Meaning[] = [{ kind: 'unknown' }]

/** The member `name` of each. */
export function memberOf(bases: Meaning[], name: string): Meaning[] {
  return bases.map((base): Meaning => {
    if (base.kind === 'global') return { kind: 'global', path: base.path === '' ? name : `${base.path}.${name}` }
    if (base.kind !== 'module') return { kind: 'unknown' }
    if (name === 'default') return base
    return { ...base, member: base.member === '' ? name : `${base.member}.${name}` }
  })
}

/** Members that are taken from each other's objects come to the same functions in ever more ways. */
export function distinct(meanings: Meaning[]): Meaning[] {
  if (meanings.length < 2) return meanings
  return meanings.filter((meaning, at) => !meanings.slice(0, at).some((earlier) => isSame(earlier, meaning)))
}

function isSame(a: Meaning, b: Meaning): boolean {
  switch (a.kind) {
    case 'routine':
      return b.kind === 'routine' && a.routine === b.routine
    case 'class':
      return b.kind === 'class' && a.node === b.node
    case 'global':
      return b.kind === 'global' && a.path === b.path
    case 'module':
      return b.kind === 'module' && a.module === b.module && a.member === b.member
    case 'parameter':
      return b.kind === 'parameter' && a.binding === b.binding
    case 'unknown':
      return b.kind === 'unknown'
  }
}
