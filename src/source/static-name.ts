/** Names that can be read off the text: property keys, member chains, and what CommonJS calls its exports. */
import type { AnyNode } from './parse.js'

/** Cooked key of a property or method; undefined: computed, or a BigInt or the like. */
export function staticKey(node: { key: AnyNode; computed: boolean }): string | undefined {
  if (node.computed) return undefined
  if (node.key.type === 'Identifier') return node.key.name
  if (node.key.type === 'PrivateIdentifier') return `#${node.key.name}`
  return literalName(node.key)
}

/** `a.b['c']` as ['a', 'b', 'c']; what cannot be named at the root is left out, `this` too; undefined: computed end. */
export function memberPath(node: AnyNode): string[] | undefined {
  if (node.type === 'Identifier') return [node.name]
  if (node.type !== 'MemberExpression') return undefined
  const last = node.computed ? literalName(node.property) : (node.property as { name: string }).name
  if (last === undefined) return undefined
  return [...(memberPath(node.object) ?? []), last]
}

/** `exports.x` and `module.exports.x` as 'x', `module.exports` and `exports` as 'exports'; undefined: not an export. */
export function commonJsExport(path: readonly string[]): string | undefined {
  if (path[0] === 'exports' && path.length < 3) return path[1] ?? 'exports'
  if (path[0] !== 'module' || path[1] !== 'exports' || path.length > 3) return undefined
  return path[2] ?? 'exports'
}

/** The path as it appears in ids: without `prototype`, `module.exports` and `exports`. */
export function namedPath(path: readonly string[]): string[] {
  const rest =
    path[0] === 'exports' ? path.slice(1) : path[0] === 'module' && path[1] === 'exports' ? path.slice(2) : path
  return rest.filter((segment) => segment !== 'prototype')
}

/** `freeze` of `Object.freeze`; undefined: not a method of `Object`. */
export function objectMethod(callee: AnyNode): string | undefined {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type !== 'Identifier') return undefined
  return callee.object.name === 'Object' && callee.property.type === 'Identifier' ? callee.property.name : undefined
}

function literalName(node: AnyNode): string | undefined {
  if (node.type !== 'Literal') return undefined
  return typeof node.value === 'string' || typeof node.value === 'number' ? String(node.value) : undefined
}
