/** Exports of CommonJS modules that are made by calls: getters that compilers and bundlers define on `exports`. */
import type { Context } from './context.js'
import { isFunction } from './immediate-call.js'
import type { AnyNode, CallExpression, ObjectExpression } from './parse.js'
import { commonJsExport, memberPath, objectMethod, staticKey } from './static-name.js'
import type { Walk } from './walk.js'

/** `Object.defineProperty(exports, 'x', { get() { return x } })`, and esbuild's `__export(target, { x: () => x })`. */
export function noteCommonJsExports(walk: Walk, node: CallExpression, context: Context): void {
  const { callee } = node
  if (callee.type === 'Identifier' && callee.name === '__export') noteGetters(walk, node.arguments[1], context)
  else if (objectMethod(callee) === 'defineProperty') noteDefinition(walk, node, context)
}

function noteGetters(walk: Walk, table: AnyNode | undefined, context: Context): void {
  if (table?.type !== 'ObjectExpression' || walk.parsed.sourceType !== 'commonjs') return
  for (const member of table.properties) {
    const as = member.type === 'Property' ? staticKey(member) : undefined
    const local = member.type === 'Property' ? returnedName(member.value) : undefined
    if (as !== undefined && local !== undefined) walk.list.exports.add(local, as, context)
  }
}

function noteDefinition(walk: Walk, node: CallExpression, context: Context): void {
  const [target, key, descriptor] = node.arguments
  if (!target || key?.type !== 'Literal' || descriptor?.type !== 'ObjectExpression' || !isExports(target)) return
  const local = definedName(descriptor)
  if (local !== undefined && typeof key.value === 'string') walk.list.exports.add(local, key.value, context)
}

function isExports(node: AnyNode): boolean {
  const path = memberPath(node)
  return path !== undefined && commonJsExport(path) === 'exports'
}

/** The variable behind a property descriptor. */
function definedName(descriptor: ObjectExpression): string | undefined {
  for (const member of descriptor.properties) {
    const key = member.type === 'Property' ? staticKey(member) : undefined
    if (member.type !== 'Property' || (key !== 'get' && key !== 'value')) continue
    if (key === 'get') return returnedName(member.value)
    return member.value.type === 'Identifier' ? member.value.name : undefined
  }
  return undefined
}

/** `x` of `() => x` and of `function () { return x }`. */
function returnedName(node: AnyNode): string | undefined {
  if (!isFunction(node)) return undefined
  let result: AnyNode | null | undefined = node.body
  if (result.type === 'BlockStatement') {
    const [only] = result.body
    result = only?.type === 'ReturnStatement' ? only.argument : undefined
  }
  return result?.type === 'Identifier' ? result.name : undefined
}
