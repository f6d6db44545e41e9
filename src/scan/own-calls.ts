/** Lists the methods that a method calls, and tells calls on its own object from those on one that it makes. */
import { inheritedFrom } from './member-table.js'
import type { Program, Routine } from './program.js'
import { writesTo } from './scopes.js'
import type { FileAnalysis } from './state.js'
import type { Node } from './syntax.js'

/** The method itself and the methods of its class that it calls, directly or not, but for calls to be left out. */
export function methodsCalledBy(
  { members, summaries }: FileAnalysis,
  method: Routine,
  isLeftOut: (call: Node) => boolean = () => false,
): Set<Routine> {
  const tables = new Set(inheritedFrom(members.thisTable(method)))
  const found = new Set([method])
  for (const routine of found) {
    for (const edge of summaries.edgesOf(routine)) {
      if (found.has(edge.routine)) continue
      const table = members.thisTable(edge.routine)
      if (table && tables.has(table) && !isLeftOut(edge.call)) found.add(edge.routine)
    }
  }
  return found
}

/** `new Money()`, `const copy = new Money(); copy.setUnit(u)`: what is done to that object leaves the method's own as it is. */
export function isOfAnother(program: Program): (call: Node) => boolean {
  const isMade = (node: Node): boolean => {
    const binding = node.type === 'Identifier' ? program.scopes.bindingOf(node) : undefined
    return (
      node.type === 'NewExpression' ||
      (binding ? writesTo(binding) : []).some(({ value }) => value?.type === 'NewExpression')
    )
  }
  return (call) =>
    isMade(call) ||
    (call.type === 'CallExpression' && call.callee.type === 'MemberExpression' && isMade(call.callee.object))
}
