/**
 * Finds the modules of which a file hands on everything by copying it: `for (const name in words) exports[name] = words[name]`,
 * `Object.assign(exports, require('./words'))`, `module.exports = { ...require('./words') }`.
 */
import type * as ESTree from 'estree'
import { isModuleExports } from './module-exports.js'
import { onlyValue } from './only-value.js'
import type { Program } from './program.js'
import { moduleRequired } from './required-module.js'
import { importedName } from './scopes.js'
import { isFunction, type Node, textOf, unwrapped } from './syntax.js'

/** As the source names them. */
export function modulesCopied(program: Program): string[] {
  const found = program.routines.flatMap(({ writes, calls }) => [
    ...writes.flatMap(({ target, node }) =>
      node.type === 'AssignmentExpression' ? copiedBy(program, target, node) : [],
    ),
    ...calls.flatMap((call) => (call.type === 'CallExpression' ? copiedByCall(program, call) : [])),
  ])
  return [...new Set(found.flatMap((source) => moduleOf(program, source) ?? []))]
}

/** `exports[name] = words[name]`, `module.exports = { ...words }`: what is copied, module or not. */
function copiedBy(program: Program, target: Node, { right }: ESTree.AssignmentExpression): Node[] {
  const value = unwrapped(right)
  if (isModuleExports(program, target)) {
    if (value.type === 'CallExpression' && textOf(value.callee) === 'Object.assign') return sourcesOf(value)
    if (value.type !== 'ObjectExpression') return []
    return value.properties.flatMap((part) => (part.type === 'SpreadElement' ? [part.argument] : []))
  }
  if (target.type !== 'MemberExpression' || !target.computed || !isModuleExports(program, target.object)) return []
  return isElement(value, target.property) ? [value.object] : []
}

/** `Object.assign(exports, words)`; `Object.defineProperty(exports, name, { get() { return words[name] } })`. */
function copiedByCall(program: Program, call: ESTree.SimpleCallExpression): Node[] {
  const [first, second, third] = call.arguments
  if (!first || !isModuleExports(program, first)) return []
  const callee = textOf(call.callee)
  if (callee === 'Object.assign') return sourcesOf(call)
  if (callee !== 'Object.defineProperty' || !second || third?.type !== 'ObjectExpression') return []
  return third.properties.flatMap((part) => {
    const getter = part.type === 'Property' && isFunction(part.value) ? program.routineOf(part.value) : undefined
    return (getter?.returns ?? []).flatMap((value) => (isElement(value, second) ? [value.object] : []))
  })
}

function sourcesOf({ arguments: [, ...sources] }: ESTree.SimpleCallExpression): Node[] {
  return sources
}

/** `words[name]`, by the same variable as `key`. */
function isElement(node: Node, key: Node): node is ESTree.MemberExpression {
  if (node.type !== 'MemberExpression' || !node.computed || key.type !== 'Identifier') return false
  return node.property.type === 'Identifier' && node.property.name === key.name
}

/** `words`, `require('./words')`, `_interopRequireWildcard(require('./words'))`. */
function moduleOf(program: Program, node: Node): string | undefined {
  const binding = node.type === 'Identifier' ? program.scopes.bindingOf(node) : undefined
  const imported = binding && importedName(binding)
  if (imported) return imported.name === undefined ? imported.module : undefined
  const value = binding ? onlyValue(binding) : node
  return value && moduleRequired(value)
}
