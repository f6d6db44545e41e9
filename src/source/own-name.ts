/** Tells whether a function expression uses its own name for more than calls: no wrapper can take that name's place. */
import { allChildren } from './child-nodes.js'
import type { FunctionNode } from './found-site.js'
import { isFunction } from './immediate-call.js'
import type { AnyNode } from './parse.js'
import { boundBy, declaredBy, topLevelNames } from './top-level-names.js'

/** Calls, constructions and `instanceof` by its own name do what they would do by a wrapper's, which has its prototype. */
export function reachesItself(node: FunctionNode): boolean {
  if (node.type !== 'FunctionExpression' || !node.id) return false
  const { name } = node.id
  // No recursion: chains of operators nest deeply.
  const pending = seenInFunction(node, name)
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.type === 'Identifier' && next.name === name) return true
    for (const child of seenFrom(next, name)) {
      if (!isHarmless(next, child)) pending.push(child)
    }
  }
  return false
}

/** The parts of a node in which the name means what it means around the node: nothing else of that name is declared there. */
function seenFrom(node: AnyNode, name: string): AnyNode[] {
  if (isFunction(node)) {
    const isItsOwn = node.type === 'FunctionExpression' && node.id?.name === name
    return isItsOwn ? [] : seenInFunction(node, name)
  }
  if (!declaredBelow(node).includes(name)) return allChildren(node)
  return node.type === 'SwitchStatement' ? [node.discriminant] : []
}

function seenInFunction({ params, body }: FunctionNode, name: string): AnyNode[] {
  if (params.some((param) => boundBy(param).includes(name))) return []
  const isHidden = body.type === 'BlockStatement' && topLevelNames(body).includes(name)
  return isHidden ? [...params] : [...params, body]
}

/** What can be seen in a node and not around it, functions aside. */
function declaredBelow(node: AnyNode): string[] {
  switch (node.type) {
    case 'BlockStatement':
    case 'StaticBlock':
      return node.body.flatMap(declaredBy)
    case 'SwitchStatement':
      return node.cases.flatMap(({ consequent }) => consequent.flatMap(declaredBy))
    case 'ForStatement':
      return node.init?.type === 'VariableDeclaration' ? declaredBy(node.init) : []
    case 'ForInStatement':
    case 'ForOfStatement':
      return node.left.type === 'VariableDeclaration' ? declaredBy(node.left) : []
    case 'CatchClause':
      return node.param ? boundBy(node.param) : []
    case 'ClassExpression':
      return node.id ? [node.id.name] : []
    default:
      return []
  }
}

/** An identifier that is no reference, or one that may as well be to the function inside of a wrapper. */
function isHarmless(parent: AnyNode, child: AnyNode): boolean {
  if (child.type !== 'Identifier') return false
  switch (parent.type) {
    case 'CallExpression':
    case 'NewExpression':
      return child === parent.callee
    case 'BinaryExpression':
      return child === parent.right && parent.operator === 'instanceof'
    case 'MemberExpression':
      return child === parent.property && !parent.computed
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return child === parent.key && child !== parent.value && !parent.computed
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return child === parent.label
    default:
      return false
  }
}
