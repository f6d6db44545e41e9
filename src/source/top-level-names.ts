/** Lists the variables that a text declares outside of the functions in it: those that can be read on its last line. */
import { allChildren } from './child-nodes.js'
import { isFunction } from './immediate-call.js'
import type { AnyNode, ModuleDeclaration, Pattern, Statement } from './parse.js'

/** Of a module, or of a function's body. */
export function topLevelNames({ body }: { body: readonly (Statement | ModuleDeclaration)[] }): string[] {
  return [...new Set([...body.flatMap(declaredBy), ...body.flatMap(varsWithin)])]
}

export function declaredBy(statement: Statement | ModuleDeclaration): string[] {
  switch (statement.type) {
    case 'VariableDeclaration':
      return statement.declarations.flatMap(({ id }) => boundBy(id))
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return [statement.id.name]
    case 'ImportDeclaration':
      return statement.specifiers.map(({ local }) => local.name)
    case 'ExportNamedDeclaration':
      return statement.declaration ? declaredBy(statement.declaration) : []
    default:
      return []
  }
}

/** A `var` belongs to the module, in whatever block it stands: in expressions there is none. */
function varsWithin(node: AnyNode): string[] {
  if (isFunction(node) || !/(?:Statement|Declaration|Case|Clause)$/.test(node.type)) return []
  if (node.type === 'VariableDeclaration')
    return node.kind === 'var' ? node.declarations.flatMap(({ id }) => boundBy(id)) : []
  return allChildren(node).flatMap(varsWithin)
}

/** The names that a pattern gives values to. */
export function boundBy(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name]
    case 'ObjectPattern':
      return pattern.properties.flatMap((part) => boundBy(part.type === 'RestElement' ? part.argument : part.value))
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : boundBy(element)))
    case 'AssignmentPattern':
      return boundBy(pattern.left)
    case 'RestElement':
      return boundBy(pattern.argument)
    default:
      return []
  }
}
