/**
 * Finds methods of one class that stand in files of their own, `Words.prototype.add = require('./add')`: what one of them
 * writes to its object, others read.
 */
import type { LinkedFile, StateWriter } from './file-links.js'
import { writesOn } from './inherited-state.js'
import { type ModulePlace, type ModuleUse, placeOf } from './module-uses.js'
import { nameOf, type Routine } from './program.js'
import { isFunction, type Node } from './syntax.js'

/** The module of a place that stands for the object on which a function of this file is a method elsewhere. */
export const BORROWER = '#borrower'

export interface SelfWriteElsewhere {
  property: string | undefined
  by: StateWriter
}

/** A class, and the functions of other files that it has for methods. */
export interface Borrower {
  methods: ModulePlace[]
  /** By its own methods. */
  writes: SelfWriteElsewhere[]
}

export function borrowers(file: LinkedFile): Borrower[] {
  const { members, callees } = file
  return [...members.instances()].flatMap(([, table]) => {
    const methods = [...table.values.values()].flat().flatMap((value) => {
      const place = mayBeOfOthers(value) ? placeOf(callees, value) : undefined
      return place?.module.startsWith('.') ? [place] : []
    })
    return methods.length > 0 ? [{ methods, writes: writesOn(file, table) }] : []
  })
}

function mayBeOfOthers({ type }: Node): boolean {
  return /^(Identifier|MemberExpression|CallExpression)$/.test(type)
}

/** A function that says `this`, and that no `new` is written for. */
export function isLooseMethod({ program, members }: LinkedFile, { node, thisReads }: Routine): boolean {
  const name = nameOf(program, node)
  const isOfClass = program.parentOf(node)?.type === 'MethodDefinition'
  const hasOwn = isFunction(node) && (members.instanceTable(node)?.values.size ?? 0) > 0
  return thisReads.length > 0 && !isOfClass && !hasOwn && !/^[A-Z]/.test(name)
}

/** What it and those that it calls write to its object. */
export function writesOfMethod({ program, summaries }: LinkedFile, routine: Routine): SelfWriteElsewhere[] {
  const written = summaries.effectsOf(routine).flatMap((effect) => {
    const { root, path } = effect.kind === 'mutate' ? effect.origin : { root: undefined, path: [] }
    if (effect.kind !== 'mutate' || root?.kind !== 'this' || root.routine !== routine) return []
    return [{ property: path[0] ?? effect.property, line: effect.line }]
  })
  return written.map(({ property, line }) => ({
    property,
    by: { code: 'reads-changing-this', writer: nameOf(program, routine.node), writerLine: line },
  }))
}

/** What it and those that it calls read of its object. */
export function readsOfMethod({ state }: LinkedFile, name: string, routine: Routine): ModuleUse[] {
  return state.ofThis.readsOf(routine).map(({ property, line, subject }) => {
    return { module: BORROWER, path: [name, ...(property === undefined ? [] : [property])], line, subject }
  })
}
