/** Recognises code that runs once, while its module loads: IIFEs in all spellings, UMD and AMD factories, bundler wraps. */

import type { FunctionNode } from './found-site.js'
import type { AnyNode, CallExpression, NewExpression } from './parse.js'

/** esbuild and rolldown wrap each module of a bundle; AMD loaders call each factory once. */
const ONCE_CALLERS = /^(?:__(?:commonJS|esm)(?:Min)?\d*|define)$/

/** webpack's table of modules; each is called once. */
export const MODULE_TABLE = '__webpack_modules__'

export function isFunction(node: AnyNode | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression' ||
    node?.type === 'FunctionDeclaration'
  )
}

/** The function that a call runs on the spot: `function () {}()`, `(() => {})()`, `function () {}.call(this)`. */
export function immediateFunction(node: CallExpression | NewExpression): FunctionNode | undefined {
  let callee: AnyNode = node.callee
  if (callee.type === 'MemberExpression' && !callee.computed && isCallOrApply(callee.property)) callee = callee.object
  if (callee.type === 'SequenceExpression') callee = callee.expressions[callee.expressions.length - 1] ?? callee
  return isFunction(callee) ? callee : undefined
}

/** True when functions given as arguments, or in tables given as arguments, are called once as well. */
export function callsArgumentsOnce(node: CallExpression | NewExpression): boolean {
  if (immediateFunction(node)) return true
  const { callee } = node
  if (callee.type === 'Identifier') return ONCE_CALLERS.test(callee.name)
  return callee.type === 'CallExpression' && immediateFunction(callee) !== undefined // browserify's prelude returns its require
}

/** rollup makes CommonJS modules into functions that begin with `if (hasRequiredX) return x`. */
export function isGuardedModule(node: FunctionNode): boolean {
  const first = node.body.type === 'BlockStatement' ? node.body.body[0] : undefined
  return first?.type === 'IfStatement' && first.test.type === 'Identifier' && first.test.name.startsWith('hasRequired')
}

function isCallOrApply(node: AnyNode): boolean {
  return node.type === 'Identifier' && (node.name === 'call' || node.name === 'apply')
}
