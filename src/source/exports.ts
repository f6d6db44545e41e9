/** What ES modules export: under which names, and the functions and classes that stand in the export itself. */
import { visitClass } from './class-members.js'
import type { Context } from './context.js'
import type {
  AnonymousFunctionDeclaration,
  AnyNode,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  Pattern,
} from './parse.js'
import type { Walk } from './walk.js'

export function addExports(
  walk: Walk,
  node: ExportNamedDeclaration | ExportDefaultDeclaration,
  context: Context,
): void {
  if (node.type === 'ExportDefaultDeclaration') return addDefault(walk, node.declaration, context)
  if (node.declaration) {
    for (const name of declaredNames(node.declaration)) addExport(walk, name, name, context)
    return walk.visit(node.declaration, context)
  }
  if (node.source) return
  for (const { local, exported } of node.specifiers) addExport(walk, exportName(local), exportName(exported), context)
}

/** Being exported counts as a use: whoever imports it may call it any number of times. */
function addExport(walk: Walk, local: string, as: string, context: Context): void {
  walk.list.exports.add(local, as, context)
  walk.list.entries.countReference(local)
}

function addDefault(walk: Walk, node: ExportDefaultDeclaration['declaration'], context: Context): void {
  if (node.type === 'FunctionDeclaration' && node.id === null) return addAnonymous(walk, node, context)
  if (node.type === 'ClassDeclaration' && node.id === null) return visitClass(walk, node, ['default'], context)
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') {
    if (node.id) addExport(walk, node.id.name, 'default', context)
    return walk.visit(node as AnyNode, context)
  }
  if (node.type === 'Identifier') addExport(walk, node.name, 'default', context)
  const target = { path: ['default'], keepName: 'default', namedBy: node, exportedAs: ['default'], binding: undefined }
  walk.visitNamed(node, target, context)
}

function addAnonymous(walk: Walk, node: AnonymousFunctionDeclaration, context: Context): void {
  const start = context.block.start
  const site = walk.list.add(context, {
    node: node as never,
    extent: node as never,
    kind: 'function',
    segments: ['default'],
    name: 'default',
    namedBy: node as never,
    exportedAs: ['default'],
    binding: undefined,
    edit: start && { kind: 'default-declaration', at: start, keywordEnd: walk.functionKeywordEnd(node.start) },
    unwrappable: undefined,
  })
  walk.visitSite(site, context, 'many', ['default'])
}

function exportName(node: AnyNode): string {
  return node.type === 'Identifier' ? node.name : String((node as { value: unknown }).value)
}

function declaredNames(node: NonNullable<ExportNamedDeclaration['declaration']>): string[] {
  if (node.type !== 'VariableDeclaration') return node.id ? [node.id.name] : []
  return node.declarations.flatMap((declarator) => patternNames(declarator.id))
}

/** Only plain variables can hold a site. */
function patternNames(pattern: Pattern): string[] {
  return pattern.type === 'Identifier' ? [pattern.name] : []
}
