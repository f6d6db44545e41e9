/** What a variable, a call or a parameter surely stands for, where the file leaves but one possibility. */
import type * as ESTree from 'estree'
import type { Program } from './program.js'
import { type Binding, declaredNode, parameterPosition, writesTo } from './scopes.js'
import { isClass, isFunction, type Node, textOf, unwrapped } from './syntax.js'

/** Kept on the binding itself; null: there is none. */
const ONLY_VALUE = Symbol('only value')

/** The one expression that a binding is ever given as a whole. */
export function onlyValue(binding: Binding & { [ONLY_VALUE]?: Node | null }): Node | undefined {
  if (binding[ONLY_VALUE] === undefined) binding[ONLY_VALUE] = findOnlyValue(binding) ?? null
  return binding[ONLY_VALUE] ?? undefined
}

/** The function or class that declares it, or the only value that it is given. */
export function definitionOf(binding: Binding): Node | undefined {
  return declaredNode(binding) ?? onlyValue(binding)
}

function findOnlyValue(binding: Binding): Node | undefined {
  if (binding.defs.length !== 1 || binding.defs[0]?.type === 'Parameter') return undefined
  const writes = writesTo(binding)
  const [write] = writes
  if (writes.length !== 1 || !write || write.partial || !write.value) return undefined
  const value = unwrapped(write.value)
  return sealed(value.type === 'AssignmentExpression' ? assignedValue(value) : value)
}

/** `Object.freeze(value)`, `Object.defineProperty(value, Symbol.toStringTag, ...)`, as namespaces are bundled: the value. */
export function sealed(node: Node): Node {
  const [first, second] = node.type === 'CallExpression' ? node.arguments : []
  if (node.type !== 'CallExpression' || !first || first.type === 'SpreadElement') return node
  const callee = textOf(node.callee)
  const isTag = callee === 'Object.defineProperty' && second !== undefined && textOf(second) === 'Symbol.toStringTag'
  return isTag || /^Object\.(freeze|seal|preventExtensions)$/.test(callee) ? sealed(unwrapped(first)) : node
}

/** The last value of `a = b = value`. */
export function assignedValue(node: ESTree.AssignmentExpression): Node {
  const value = unwrapped(node.right)
  return value.type === 'AssignmentExpression' ? assignedValue(value) : value
}

/** `var Foo = (function () { function Foo() {} ... return Foo })()`, as transpilers write classes: the inner one. */
export function returnedAtOnce(program: Program, value: Node): Node | undefined {
  if (value.type !== 'CallExpression' || !isFunction(unwrapped(value.callee))) return undefined
  const returned = soleReturn(program, value)
  const binding = returned?.type === 'Identifier' ? program.scopes.bindingOf(returned) : undefined
  return binding && writesTo(binding).length === 0 ? declaredNode(binding) : undefined
}

/** What the parameter is of a function that is called where it stands, or the node itself. */
export function argumentAtOnce(program: Program, node: Node): Node {
  const binding = node.type === 'Identifier' ? program.scopes.bindingOf(node) : undefined
  const position = binding && parameterPosition(binding)
  const call = position && program.parentOf(position.of)
  if (call?.type !== 'CallExpression' || call.callee !== position?.of) return node
  return call.arguments[position.index] ?? node
}

/** What a function of the file returns, where that is but one thing: a variable, where it returns that in several places. */
export function soleReturn(program: Program, { callee }: ESTree.SimpleCallExpression): Node | undefined {
  const bare = unwrapped(callee)
  const binding = bare.type === 'Identifier' ? program.scopes.bindingOf(bare) : undefined
  const value = binding ? definitionOf(binding) : bare
  const [returned, ...others] = (value && program.routineOf(value)?.returns.map(unwrapped)) ?? []
  if (!returned || others.length === 0) return returned
  const variable = variableLeft(program, returned)
  const isSame = others.every(
    (other) => bindingAt(program, variableLeft(program, other)) === bindingAt(program, variable),
  )
  return isSame ? variable : undefined
}

/** `kept`, and `kept = made`: the variable that holds it then. */
function variableLeft(program: Program, node: Node): Node | undefined {
  const left = node.type === 'AssignmentExpression' && node.operator === '=' ? unwrapped(node.left as Node) : node
  return bindingAt(program, left) && left
}

function bindingAt(program: Program, node: Node | undefined): Binding | undefined {
  return node?.type === 'Identifier' ? program.scopes.bindingOf(node) : undefined
}

/** Functions and classes are known by their node, so that a function's own name and its variable mean one table. */
export function keyOf(program: Program, binding: Binding): Binding | Node {
  const value = definitionOf(binding)
  const made = value && (returnedAtOnce(program, value) ?? value)
  return made && (isFunction(made) || isClass(made)) ? made : binding
}
