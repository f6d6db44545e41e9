/** What the syntax around an expression does with its value, where that is less than to use it. */
import type { Node } from './syntax.js'

export function isCallee(parent: Node | undefined, node: Node): boolean {
  if (parent?.type === 'TaggedTemplateExpression') return parent.tag === node
  return parent?.type === 'CallExpression' && parent.callee === node
}

/** A property that is assigned or deleted is not read. */
export function isOnlyWritten(parent: Node | undefined, node: Node): boolean {
  if (parent?.type === 'AssignmentExpression') return parent.left === node && parent.operator === '='
  return parent?.type === 'UnaryExpression' && parent.operator === 'delete'
}

/** It only matters whether it is an object, or which primitive it is. */
export function isTest(parent: Node | undefined, node: Node): boolean {
  switch (parent?.type) {
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
      return parent.test === node
    case 'UnaryExpression':
      return parent.operator === '!' || parent.operator === 'typeof'
    case 'BinaryExpression': {
      const other = parent.left === node ? parent.right : parent.left
      if (/^[!=]==$/.test(parent.operator)) return isPrimitive(other)
      return /^[!=]=$/.test(parent.operator) && isNullish(other)
    }
    default:
      return false
  }
}

function isPrimitive(node: Node): boolean {
  return isNullish(node) || (node.type === 'Literal' && !('regex' in node))
}

function isNullish(node: Node): boolean {
  if (node.type === 'Literal') return node.value === null && !('regex' in node) && !('bigint' in node)
  if (node.type === 'UnaryExpression') return node.operator === 'void' && node.argument.type === 'Literal'
  return node.type === 'Identifier' && node.name === 'undefined'
}

/** `const hit = value`, `hit = value`: what stands on the left. */
export function targetOf(parent: Node | undefined): Node | undefined {
  if (parent?.type === 'VariableDeclarator') return parent.id
  return parent?.type === 'AssignmentExpression' ? parent.left : undefined
}

/** Nobody looks at its value. */
export function isDropped(parent: Node | undefined, node: Node): boolean {
  if (parent?.type === 'ForStatement') return parent.init === node || parent.update === node
  return parent?.type === 'ExpressionStatement'
}
