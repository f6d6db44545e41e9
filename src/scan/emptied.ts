/** Recognises what empties a structure that values are kept in. */
import type { Program } from './program.js'
import { type Node, propertyName } from './syntax.js'

/** This use of a structure takes entries out of it. */
export function isClearing(program: Program, use: Node): boolean {
  const parent = program.parentOf(use)
  if (parent?.type === 'AssignmentExpression' && parent.left === use) return isEmptyValue(parent.right)
  if (parent?.type !== 'MemberExpression') return false
  const outer = program.parentOf(parent)
  if (outer?.type === 'AssignmentExpression') return propertyName(parent) === 'length'
  if (outer?.type === 'UnaryExpression') return outer.operator === 'delete'
  return outer?.type === 'CallExpression' && /^(clear|delete)$/.test(propertyName(parent) ?? '')
}

function isEmptyValue(node: Node): boolean {
  switch (node.type) {
    case 'Literal':
      return node.value === null
    case 'Identifier':
      return node.name === 'undefined'
    case 'ObjectExpression':
      return node.properties.length === 0
    case 'ArrayExpression':
      return node.elements.length === 0
    case 'UnaryExpression':
      return node.operator === 'void'
    case 'NewExpression':
      return node.arguments.length === 0
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' && propertyName(node.callee) === 'create'
    default:
      return false
  }
}
