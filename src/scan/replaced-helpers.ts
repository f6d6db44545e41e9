/**
 * Sees through the helpers of transpilers: `var __assign = (this && this.__assign) || function () { ... }`, and functions
 * that choose what they are when they are first called, `function f(x) { f = chosen; return f(x) }`.
 */
import type { Program, Routine } from './program.js'
import { type Binding, declaredNode, writesTo } from './scopes.js'
import { isFunction, type Node, propertyName, someChild, unwrapped } from './syntax.js'

/** What the helper is unless somebody has put one of its name on `this`, which no module's is. */
export function ownHelper(value: Node, name: string): Node {
  const bare = unwrapped(value)
  if (bare.type !== 'LogicalExpression' || bare.operator !== '||') return value
  const given = unwrapped(bare.left)
  if (given.type !== 'LogicalExpression' || given.operator !== '&&' || given.left.type !== 'ThisExpression')
    return value
  const { right } = given
  const isOwn = right.type === 'MemberExpression' && right.object.type === 'ThisExpression'
  return isOwn && propertyName(right) === name ? bare.right : value
}

/** What `binding` is afterwards is settled, out of nothing that the call brings along, and is called at once. */
export function replacesItself(program: Program, binding: Binding, routine: Routine): boolean {
  const [write, ...others] = writesTo(binding).filter(({ init }) => !init)
  if (!isFunction(routine.node) || !isValueOf(binding, routine.node) || !write) return false
  const all = [write, ...others]
  const isInside = all.every(({ identifier, value }) => value && program.routineAround(identifier) === routine)
  const isMade = (statement: Node) => all.some(({ identifier }) => statementOf(program, identifier) === statement)
  return (
    isInside &&
    all.every(
      ({ identifier, value }) =>
        isSurelyMade(program, identifier, routine, isMade) && !mentionsOwn(program, value as Node, routine),
    ) &&
    routine.returns.length > 0 &&
    routine.returns.every((returned) => isCallOf(program, returned, binding))
  )
}

function statementOf(program: Program, identifier: Node): Node | undefined {
  let at = program.parentOf(identifier)
  while (at && /^(Assignment|Sequence|Call|Member)Expression$/.test(at.type)) at = program.parentOf(at)
  return at && /^(Expression|Return)Statement$/.test(at.type) ? at : undefined
}

/** In the body itself or where it returns, or on both ways of a choice: no call leaves it as it was. */
function isSurelyMade(
  program: Program,
  identifier: Node,
  routine: Routine,
  isMade: (statement: Node) => boolean,
): boolean {
  let at = statementOf(program, identifier)
  for (let block = at && program.parentOf(at); at && block; block = program.parentOf(at)) {
    if (block.type !== 'BlockStatement') return false
    const outer = program.parentOf(block) as Node
    if (isFunction(outer)) return true
    // What is chosen depends on nothing that the call brings along either.
    if (outer.type !== 'IfStatement' || mentionsOwn(program, outer.test, routine)) return false
    const other = outer.consequent === block ? outer.alternate : outer.consequent
    if (other?.type !== 'BlockStatement' || !other.body.some(isMade)) return false
    at = outer
  }
  return false
}

function isValueOf(binding: Binding, node: Node): boolean {
  if (declaredNode(binding) === node) return true
  const initial = writesTo(binding).find(({ init }) => init)?.value
  return initial !== undefined && unwrapped(ownHelper(initial, binding.name)) === node
}

/** A parameter or a variable of the call, or what it is called on: not those of the functions that it chooses from. */
function mentionsOwn(program: Program, node: Node, routine: Routine): boolean {
  if (isFunction(node)) return false
  if (node.type === 'ThisExpression') return true
  const binding = node.type === 'Identifier' ? program.scopes.bindingOf(node) : undefined
  if (binding && program.ownerOf(binding) === routine) return true
  return someChild(node, (child) => mentionsOwn(program, child, routine))
}

/** `f(x)`, `f.apply(this, arguments)`, `f = chosen, f(x)`, `(f = chosen)()`; or, where nothing calls it, `f` as it is now. */
function isCallOf(program: Program, returned: Node, binding: Binding): boolean {
  const value = unwrapped(returned)
  if (value.type === 'SequenceExpression') return isCallOf(program, value.expressions.at(-1) as Node, binding)
  if (value.type !== 'CallExpression') return false
  const callee = unwrapped(value.callee)
  const object =
    callee.type === 'MemberExpression' && /^(call|apply)$/.test(propertyName(callee) ?? '') ? callee.object : callee
  const called = object.type === 'AssignmentExpression' ? object.left : object
  return called.type === 'Identifier' && program.scopes.bindingOf(called) === binding
}
