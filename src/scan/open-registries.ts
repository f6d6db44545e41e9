/**
 * Finds what a file exports for others to fill: an object, list, map or set that is empty at first, `exports.plugins = []`,
 * into which the file itself puts nothing, or its own entries by the names that they have, `schemes[http.scheme] = http`.
 */
import type * as ESTree from 'estree'
import { MUTATING_METHODS } from './builtins.js'
import { exportedBindings } from './exported-bindings.js'
import { namedExports } from './named-exports.js'
import { onlyValue } from './only-value.js'
import type { Program, Routine } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import type { FileAnalysis } from './state.js'
import { type Node, propertyName, textOf } from './syntax.js'

export function openRegistries(file: FileAnalysis): { binding: Binding; line: number }[] {
  const { program } = file
  const exported = exportedBindings(file)
  return [...namedExports(program, exported).keys()].flatMap((binding) => {
    const value = onlyValue(binding)
    if (!value || exported.has(binding) || !isEmpty(value)) return []
    const uses = readsOf(binding).map((read) => useAt(program, read, program.ownerOf(binding)))
    const isAsked = uses.includes('asked')
    return isAsked && !uses.includes('other') ? [{ binding, line: program.lineOf(value) }] : []
  })
}

function isEmpty(value: Node): boolean {
  if (value.type === 'ObjectExpression') return value.properties.length === 0
  if (value.type === 'ArrayExpression') return value.elements.length === 0
  if (value.type === 'NewExpression') return /^(Map|Set)$/.test(textOf(value.callee)) && value.arguments.length === 0
  return value.type === 'CallExpression' && textOf(value) === 'Object.create(null)'
}

/** Looked up or walked through; given an entry; handed to others; or anything else. */
function useAt(program: Program, read: Node, owner: Routine): 'asked' | 'given' | 'exported' | 'other' {
  const parent = program.parentOf(read)
  switch (parent?.type) {
    case 'ForOfStatement':
    case 'ForInStatement':
      return 'asked'
    case 'BinaryExpression':
      return parent.operator === 'in' ? 'asked' : 'other'
    case 'ExportSpecifier':
      return 'exported'
    case 'Property':
      return parent.value === read ? 'exported' : 'other'
    case 'AssignmentExpression':
      return parent.right === read ? 'exported' : 'other'
    case 'MemberExpression':
      return parent.object === read ? memberUse(program, parent, owner) : 'other'
    default:
      return 'other'
  }
}

function memberUse(program: Program, access: ESTree.MemberExpression, owner: Routine): 'asked' | 'given' | 'other' {
  const outer = program.parentOf(access)
  if (outer?.type === 'AssignmentExpression' && outer.left === access) {
    const isAtOnce = program.parentOf(outer)?.type === 'ExpressionStatement' && program.routineAround(outer) === owner
    return isAtOnce && isByItsName(access.property, outer.right) ? 'given' : 'other'
  }
  if (outer?.type === 'UnaryExpression' && outer.operator === 'delete') return 'other'
  if (outer?.type !== 'CallExpression' || outer.callee !== access) return 'asked'
  return MUTATING_METHODS.has(propertyName(access) ?? '') ? 'other' : 'asked'
}

/** `handler.scheme` of `handler`. */
function isByItsName(key: Node, value: Node): boolean {
  return key.type === 'MemberExpression' && value.type === 'Identifier' && textOf(key.object) === value.name
}
