/** Says what may be put into a call that hands its value on, without the program doing anything else. */
import type { Entry } from './kept-entry.js'
import type { Program } from './program.js'
import type { Node } from './syntax.js'

/** undefined: something around it goes by more than its value, or it is only a step to the entry of a table in the table. */
export function markableLookUp(program: Program, { node, kind }: Entry): Node | undefined {
  const whole = isOptional(node) ? program.parentOf(node) : node
  if (whole?.type !== 'ChainExpression' && whole !== node) return undefined
  const parent = program.parentOf(whole)
  if (parent?.type === 'MemberExpression' && parent.object === whole && parent.computed && kind === 'look')
    return undefined
  return isReference(parent, whole, node) || isInConstructor(program, whole) ? undefined : whole
}

/** What stands behind it in the chain does not run where it is cut short. */
export function isOptional(node: Node): boolean {
  if (node.type === 'CallExpression') return node.optional || isOptional(node.callee)
  return node.type === 'MemberExpression' && (node.optional || isOptional(node.object))
}

/** `new cache[key].Reader()`: a call in there would be taken for what is constructed. */
export function isInConstructor(program: Program, node: Node): boolean {
  const parent = program.parentOf(node)
  if (parent?.type === 'NewExpression') return parent.callee === node
  const isLeft =
    (parent?.type === 'MemberExpression' && parent.object === node) ||
    (parent?.type === 'TaggedTemplateExpression' && parent.tag === node)
  return isLeft && isInConstructor(program, parent)
}

/** `cache[key]()` and its like are given the cache as `this`; what a call returns has forgotten where it comes from. */
function isReference(parent: Node | undefined, whole: Node, node: Node): boolean {
  if (node.type !== 'MemberExpression') return false
  return (
    (parent?.type === 'CallExpression' && parent.callee === whole) ||
    (parent?.type === 'TaggedTemplateExpression' && parent.tag === whole)
  )
}
