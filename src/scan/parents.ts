/** What a node stands in, kept on the node itself: a Map of all nodes is the slower the larger the file is. */
import { type Node, propertyName } from './syntax.js'

const PARENT = Symbol('parent')

type Linked = Node & { [PARENT]?: Node }

/** Methods whose second argument is `this` in the function that is the first. */
const TAKES_THIS = new Set(['every', 'filter', 'find', 'findIndex', 'flatMap', 'forEach', 'map', 'some'])

export function link(child: Node, parent: Node): void {
  ;(child as Linked)[PARENT] = parent
}

/** undefined: of the file, or of what was not walked. */
export function parentOf(node: Node): Node | undefined {
  return (node as Linked)[PARENT]
}

/** `list.forEach(function () {...}, this)`, `(function () {...}).call(this)`, `.bind(this)`. */
export function isHandedThis(node: Node): boolean {
  const parent = parentOf(node)
  if (parent?.type === 'CallExpression') {
    const [callback, self] = parent.arguments
    const method = parent.callee.type === 'MemberExpression' ? propertyName(parent.callee) : undefined
    return callback === node && self?.type === 'ThisExpression' && TAKES_THIS.has(method ?? '')
  }
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return false
  const call = parentOf(parent)
  if (call?.type !== 'CallExpression' || call.callee !== parent) return false
  return /^(call|apply|bind)$/.test(propertyName(parent) ?? '') && call.arguments[0]?.type === 'ThisExpression'
}
