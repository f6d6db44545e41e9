/** What ES modules export: under which names, and the functions and classes that stand in the export itself. */
import { visitClass } from './class-members.js'
import type { Context } from './context.js'
import { visitDefaultFunction } from './declarations.js'
import type { AnyNode, Declaration } from './parse.js'
import type { Visitors, Walk } from './walk.js'

export const exportVisitors = {
  ExportNamedDeclaration(walk, node, context) {
    if (node.declaration) {
      for (const name of declaredNames(node.declaration)) addExport(walk, name, name, context)
      walk.visit(node.declaration, context)
    } else if (!node.source) {
      for (const { local, exported } of node.specifiers) addExport(walk, textOf(local), textOf(exported), context)
    }
  },
  ExportDefaultDeclaration(walk, { declaration }, context) {
    if (declaration.type === 'FunctionDeclaration' && declaration.id === null) {
      visitDefaultFunction(walk, declaration, context)
    } else if (declaration.type === 'ClassDeclaration' && declaration.id === null) {
      visitClass(walk, declaration, ['default'], context)
    } else if (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') {
      if (declaration.id) addExport(walk, declaration.id.name, 'default', context)
      walk.visit(declaration as AnyNode, context)
    } else visitDefaultValue(walk, declaration, context)
  },
} satisfies Visitors

function visitDefaultValue(walk: Walk, node: AnyNode, context: Context): void {
  const target = { path: ['default'], keepName: 'default', namedBy: node, exportedAs: ['default'], binding: undefined }
  walk.visitNamed(node, target, context)
}

/** Being exported counts as a use: whoever imports it may call it any number of times. */
function addExport(walk: Walk, local: string, as: string, context: Context): void {
  walk.list.exports.add(local, as, context)
  walk.list.entries.countReference(local)
}

function textOf(node: AnyNode): string {
  return node.type === 'Identifier' ? node.name : String((node as { value: unknown }).value)
}

/** Only plain variables can hold a site, so patterns are left out. */
function declaredNames(node: Declaration): string[] {
  if (node.type !== 'VariableDeclaration') return [node.id.name]
  return node.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
}
