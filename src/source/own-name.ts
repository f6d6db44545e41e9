/** Tells whether a function expression uses its own name for more than calls: no wrapper can take that name's place. */
import type { FunctionNode } from './found-site.js'
import type { AnyNode } from './parse.js'

/**
 * Calls, constructions and `instanceof` by its own name do what they would do by a wrapper's, which has its prototype.
 * A name that is declared again inside counts as well: rare, and only left alone for nothing.
 */
export function reachesItself(node: FunctionNode): boolean {
  if (node.type !== 'FunctionExpression' || !node.id) return false
  const { name } = node.id
  // No recursion: chains of operators nest deeply.
  const pending: AnyNode[] = [...node.params, node.body]
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.type === 'Identifier' && next.name === name) return true
    for (const [key, value] of Object.entries(next)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (isNode(child) && !isHarmless(next, key, child)) pending.push(child)
      }
    }
  }
  return false
}

function isNode(value: unknown): value is AnyNode {
  return typeof (value as { type?: unknown } | null)?.type === 'string'
}

/** An identifier that is no reference, or one that may as well be to the function inside of a wrapper. */
function isHarmless(parent: AnyNode, key: string, child: AnyNode): boolean {
  if (child.type !== 'Identifier') return false
  switch (parent.type) {
    case 'CallExpression':
    case 'NewExpression':
      return key === 'callee'
    case 'BinaryExpression':
      return key === 'right' && parent.operator === 'instanceof'
    case 'MemberExpression':
      return key === 'property' && !parent.computed
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return key === 'key' && !parent.computed
    default:
      return key === 'label'
  }
}
