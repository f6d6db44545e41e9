/**
 * Finds tables that each object of an exported class gets anew, `this.consts = { pi: Math.PI }`: what is the same for all of
 * them would stand outside of it, if it was not for users to change.
 */
import type { MemberTable } from './member-table.js'
import { exportedOf } from './named-exports.js'
import { definitionOf } from './only-value.js'
import { isWithin, type Program, type Routine, thisRoutineOf } from './program.js'
import type { SelfWrite } from './self-writes.js'
import type { FileAnalysis } from './state.js'
import { isClass, isFunction, type Node, propertyName, someChild } from './syntax.js'

export function openTables(file: FileAnalysis): (SelfWrite & { table: MemberTable })[] {
  const { program, members } = file
  const builders = program.routines.filter((routine) => thisRoutineOf(routine) === routine)
  const found = builders.flatMap((routine) => {
    const table = members.thisTable(routine)
    return routine.writes.flatMap(({ target, node }) => {
      if (!table || node.type !== 'AssignmentExpression' || target.type !== 'MemberExpression') return []
      const property = target.object.type === 'ThisExpression' ? propertyName(target) : undefined
      if (property === undefined || !/^[a-z]/.test(property) || !isTable(program, node.right, routine)) return []
      return [{ table, routine, property, line: program.lineOf(node), byUsers: true }]
    })
  })
  if (found.length === 0) return []
  const exported = new Set([...exportedOf(file)].map(definitionOf))
  return found.filter(({ routine }) => exported.has(classBuiltBy(program, routine)))
}

/** The class or constructor function itself; undefined: it is no constructor. */
function classBuiltBy(program: Program, { node }: Routine): Node | undefined {
  const parent = program.parentOf(node)
  if (parent?.type !== 'MethodDefinition') return node
  const body = program.parentOf(parent)
  const built = parent.kind === 'constructor' ? body && program.parentOf(body) : undefined
  return built && isClass(built) ? built : undefined
}

/** With entries that have nothing to do with the object that it is for. */
function isTable(program: Program, value: Node, builder: Routine): boolean {
  if (value.type !== 'ObjectExpression' || value.properties.length < 2) return false
  return value.properties.every((part) => part.type === 'Property') && !isOfCall(program, value, builder)
}

function isOfCall(program: Program, node: Node, builder: Routine): boolean {
  if (node.type === 'ThisExpression' || isFunction(node)) return true
  const binding = node.type === 'Identifier' ? program.scopes.bindingOf(node) : undefined
  if (binding && isWithin(program.ownerOf(binding), builder)) return true
  return someChild(node, (child) => isOfCall(program, child, builder))
}
