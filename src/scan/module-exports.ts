/** What a CommonJS module hands out, by the names that node gives it. */
import type { Program } from './program.js'
import { type Node, propertyName } from './syntax.js'

/** `exports` or `module.exports`. */
export function isModuleExports(program: Program, node: Node): boolean {
  if (node.type === 'Identifier') return node.name === 'exports' && !program.scopes.bindingOf(node)
  if (node.type !== 'MemberExpression' || propertyName(node) !== 'exports') return false
  return node.object.type === 'Identifier' && node.object.name === 'module' && !program.scopes.bindingOf(node.object)
}
