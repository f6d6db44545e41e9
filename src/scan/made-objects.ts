/**
 * Finds what the methods of an object may read that a function of the file put together in ways that nobody can follow,
 * `Object.assign(api, more)`, `api['get' + name] = ...`: anything that the function keeps and something in it writes.
 */
import type { Callees } from './callee.js'
import { lookUp } from './member-table.js'
import { onlyValue } from './only-value.js'
import type { Routine } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import type { Writer } from './state.js'
import { type Node, propertyName } from './syntax.js'

/** Writes to the variables of its maker count as writes to the object itself. */
export function writersInMakers(callees: Callees, writers: Map<Binding, Writer[]>): [Binding, Writer][] {
  const byMaker = new Map<Routine, Writer[]>()
  for (const [binding, list] of writers) {
    const maker = callees.program.ownerOf(binding)
    const inside = list.filter(({ routine }) => routine && routine !== maker)
    if (inside.length > 0) byMaker.set(maker, [...(byMaker.get(maker) ?? []), ...inside])
  }
  byMaker.delete(callees.program.file)
  if (byMaker.size === 0) return []
  return callees.program.scopes.bindings.flatMap((binding) => {
    const inside = makersOf(callees, binding).flatMap((maker) => byMaker.get(maker) ?? [])
    if (inside.length === 0 || !hasUnknownMethod(callees, binding)) return []
    return inside.map((writer): [Binding, Writer] => [binding, { ...writer, property: undefined, reassigns: false }])
  })
}

function makersOf(callees: Callees, binding: Binding): Routine[] {
  const value = onlyValue(binding)
  if (value?.type !== 'CallExpression') return []
  return callees.meaningsOf(value.callee).flatMap((meaning) => (meaning.kind === 'routine' ? [meaning.routine] : []))
}

/** A method is called that the file does not say anything of. */
function hasUnknownMethod({ members, program }: Callees, binding: Binding): boolean {
  return readsOf(binding).some((read) => {
    const access = program.parentOf(read) as Node
    if (access.type !== 'MemberExpression' || access.object !== read) return false
    const call = program.parentOf(access)
    const [table, name] = [members.tableOf(read), propertyName(access)]
    const isKnown = table !== undefined && name !== undefined && lookUp(table, name).length > 0
    return call?.type === 'CallExpression' && call.callee === access && !isKnown
  })
}
