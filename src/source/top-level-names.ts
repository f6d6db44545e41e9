/** Lists the variables that a text declares outside of all functions and blocks: what can be read on its last line. */
import type { ModuleDeclaration, Pattern, Program, Statement } from './parse.js'

export function topLevelNames({ body }: Program): string[] {
  return [...new Set(body.flatMap(declaredBy))]
}

function declaredBy(statement: Statement | ModuleDeclaration): string[] {
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
