/**
 * Says which exported names, and properties of what is exported, hold plain values: what another file seems to write into
 * one of them, as where an object that it makes may hold it, changes nothing.
 */
import type * as ESTree from 'estree'
import type { Callees } from './callee.js'
import { isPrimitive } from './contents.js'
import type { ExportedNames } from './exported-names.js'
import { type ModulePlace, placeOf } from './module-uses.js'
import { argumentAtOnce, onlyValue } from './only-value.js'
import type { Origin } from './origin.js'
import type { Program } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import { type Node, propertyName, textOf, unwrapped } from './syntax.js'

/** By dotted path, as `TokenKind.EOF`. */
export function plainExports(program: Program, { values }: ExportedNames): Set<string> {
  const found = new Set<string>()
  for (const [name, given] of values) {
    if (given.every(isPrimitive)) found.add(name)
    const [value, ...others] = new Set(given.map((one) => meantBy(program, one)))
    const table = value && others.length === 0 ? plainTable(program, value) : []
    for (const [key, isPlain] of table) {
      const path = [name, key].filter(Boolean).join('.')
      if (isPlain && values.get(path)?.every(isPrimitive) !== false) found.add(path)
    }
  }
  return found
}

/** The object of another file that `origin` is, where names lead to it. */
export function placeWithin(callees: Callees, { root, path }: Origin): ModulePlace | undefined {
  if (root.kind !== 'binding' || path.length === 0 || path.includes(undefined)) return undefined
  const [read] = readsOf(root.binding)
  const place = read && placeOf(callees, read)
  return place?.module.startsWith('.') ? { ...place, path: [...place.path, ...(path as string[])] } : undefined
}

/** The variable that has it, too: `exports.Kind = Kind = {}`. */
function meantBy(program: Program, value: Node): Node | Binding {
  const bare = unwrapped(value)
  const named = bare.type === 'AssignmentExpression' ? bare.left : bare
  return (named.type === 'Identifier' && program.scopes.bindingOf(named)) || bare
}

/** Its keys, and whether nothing but plain values is set for each. */
function plainTable(program: Program, meant: Node | Binding): Map<string, boolean> {
  const binding = 'references' in meant ? meant : undefined
  const literal = frozen(binding ? onlyValue(binding) : (meant as Node))
  const listed = literal?.type === 'ObjectExpression' ? literal.properties : []
  const set = [...listed, ...(binding ? keysOfEnum(program, binding) : [])]
  const keys = new Map<string, boolean>()
  for (const part of set) {
    if (part.type === 'SpreadElement') continue
    const isProperty = part.type === 'Property'
    const key = propertyName(isProperty ? part : (part.left as ESTree.MemberExpression))
    const isPlain = isPrimitive(isProperty ? part.value : part.right)
    if (key !== undefined) keys.set(key, keys.get(key) !== false && isPlain)
  }
  return keys
}

/** `Object.freeze({ ... })`. */
function frozen(value: Node | undefined): Node | undefined {
  const [argument] = value?.type === 'CallExpression' && textOf(value.callee) === 'Object.freeze' ? value.arguments : []
  return argument ?? value
}

/** `(function (Kind) { Kind['A'] = 'a' })(Kind || (Kind = {}))`, as TypeScript writes enums. */
function keysOfEnum(program: Program, binding: Binding): ESTree.AssignmentExpression[] {
  const inner = program.scopes.bindings.filter((other) => {
    const [parameter] = other.defs[0]?.type === 'Parameter' ? other.identifiers : []
    const given = parameter && argumentAtOnce(program, parameter as Node)
    if (given?.type !== 'LogicalExpression' || given.left.type !== 'Identifier') return false
    return program.scopes.bindingOf(given.left) === binding
  })
  return inner.flatMap(readsOf).flatMap((read) => {
    const target = program.parentOf(read)
    const write = target && program.parentOf(target)
    const sets = target?.type === 'MemberExpression' && write?.type === 'AssignmentExpression' && write.left === target
    return sets ? [write] : []
  })
}
