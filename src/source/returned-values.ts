/** Sites that a function hands out: `return function () {}`, `return { format() {} }`, `(a) => (b) => a + b`. */
import type { Context } from './context.js'
import { callsArgumentsOnce, immediateFunction, isFunction } from './immediate-call.js'
import { visitHandedBack, visitNamedValue } from './named-values.js'
import type { AnyNode, CallExpression, NewExpression } from './parse.js'
import type { Target, Walk } from './walk.js'

/** What an anonymous function is called that is the result of a named one. */
const RETURNED = 'returned'

/** The value of a `return`, or of an arrow function without a block. */
export function visitReturned(walk: Walk, value: AnyNode, context: Context): void {
  const { result } = context
  if (result) visitNamedValue(walk, value, result, context)
  else visitUnnamedResult(walk, value, context)
}

/** A function called on the spot, whose value `target` holds where one does. False: another call. */
export function visitImmediateCall(
  walk: Walk,
  node: CallExpression | NewExpression,
  target: Target | undefined,
  context: Context,
): boolean {
  const immediate = immediateFunction(node)
  if (immediate === undefined) return false
  const isResult = node.type === 'CallExpression' && !immediate.async && !immediate.generator
  const result = isResult && target ? { ...target, keepName: undefined, binding: undefined } : undefined
  walk.visitFunction(immediate, context, 'once', undefined, result)
  visitArguments(walk, node, context)
  return true
}

export function visitArguments(walk: Walk, node: CallExpression | NewExpression, context: Context): void {
  if (!callsArgumentsOnce(node)) walk.visitAll(node.arguments, context)
  else for (const argument of node.arguments) visitOnce(walk, argument, context)
}

function visitUnnamedResult(walk: Walk, value: AnyNode, context: Context): void {
  const path = isFunction(value) && !value.id && context.path.length > 0 ? [RETURNED] : []
  const target: Target = { path, keepName: undefined, namedBy: value, exportedAs: [], binding: undefined }
  switch (value.type) {
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ObjectExpression':
      visitNamedValue(walk, value, target, context)
      break
    case 'ConditionalExpression':
      walk.visit(value.test, context)
      visitUnnamedResult(walk, value.consequent, context)
      visitUnnamedResult(walk, value.alternate, context)
      break
    case 'SequenceExpression':
      walk.visitAll(value.expressions.slice(0, -1), context)
      visitUnnamedResult(walk, value.expressions[value.expressions.length - 1] as AnyNode, context)
      break
    case 'CallExpression':
      if (!visitHandedBack(walk, value, target, context)) walk.visit(value, context)
      break
    default:
      walk.visit(value, context)
  }
}

/** Functions here, and in tables here, are called once each. */
function visitOnce(walk: Walk, node: AnyNode, context: Context): void {
  if (isFunction(node)) walk.visitFunction(node, context, 'once')
  else if (node.type === 'Property' && !node.computed) visitOnce(walk, node.value, context)
  else if (node.type === 'ArrayExpression')
    for (const element of node.elements) element && visitOnce(walk, element, context)
  else if (node.type === 'ObjectExpression') for (const member of node.properties) visitOnce(walk, member, context)
  else if (node.type === 'ConditionalExpression')
    for (const part of [node.test, node.consequent, node.alternate]) visitOnce(walk, part, context)
  else walk.visit(node, context)
}
