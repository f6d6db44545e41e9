/** Reads how code that has no classes writes them: Babel's lists of members, definitions, and prototypes that are made of others. */
import type * as ESTree from 'estree'
import { isFunction, type Node, propertyName, textOf, unwrapped } from './syntax.js'

export interface CompiledMember {
  /** undefined: only the program itself knows. */
  name: string | undefined
  value: Node
  /** Otherwise an accessor. */
  isMethod: boolean
}

export type Defined = CompiledMember & { holder: Node }

type Part = ESTree.ObjectExpression['properties'][number]

/** Babel's `_defineProperty(object, key, value)` is another. */
const DEFINES_ONE = /(?:^|\.)defineProperty$|^__defProp\d*$/
const DEFINES_ALL = /(?:^|\.)defineProperties$/
const DEFINES_ACCESSOR = /\.__define[GS]etter__$/

/** `[{ key: 'bar', value: function bar() {} }, { key: 'size', get: function () {} }]` */
export function compiledMembers({ elements }: ESTree.ArrayExpression): CompiledMember[] {
  return elements.flatMap((element) => {
    if (element?.type !== 'ObjectExpression') return []
    const [key, ...parts] = element.properties.filter((part) => part.type === 'Property')
    if (!key || propertyName(key) !== 'key' || key.value.type !== 'Literal') return []
    return describedMembers(String(key.value.value), parts)
  })
}

function describedMembers(name: string | undefined, parts: readonly Part[]): CompiledMember[] {
  return parts.flatMap((part): CompiledMember[] => {
    if (part.type !== 'Property') return []
    const isMethod = propertyName(part) === 'value'
    return isMethod || isFunction(part.value) ? [{ name, value: part.value, isMethod }] : []
  })
}

/** `Object.defineProperty(Foo.prototype, 'size', { get() {} })`, several at once, or by the older `__defineGetter__`. */
export function definedMembers({ callee, arguments: [first, second, third] }: ESTree.SimpleCallExpression): Defined[] {
  const way = textOf(callee)
  if (!first || !second) return []
  if (DEFINES_ONE.test(way)) return describedBy(first, literalName(second), third)
  if (DEFINES_ACCESSOR.test(way) && callee.type === 'MemberExpression' && isFunction(second))
    return [{ holder: callee.object, name: literalName(first), value: second, isMethod: false }]
  if (!DEFINES_ALL.test(way) || second.type !== 'ObjectExpression') return []
  return second.properties.flatMap((part) =>
    part.type === 'Property' ? describedBy(first, propertyName(part), part.value) : [],
  )
}

function describedBy(holder: Node, name: string | undefined, descriptor: Node | undefined): Defined[] {
  if (descriptor?.type !== 'ObjectExpression') return []
  return describedMembers(name, descriptor.properties).map((member) => ({ ...member, holder }))
}

function literalName(key: Node): string | undefined {
  return key.type === 'Literal' ? String(key.value) : undefined
}

/** `Foo.prototype = Object.create(Base.prototype)`, `Foo.prototype = new Base()`: the object that it is made of. */
export function baseOfPrototype(value: Node): ESTree.NewExpression | ESTree.MemberExpression | undefined {
  if (value.type === 'NewExpression') return value
  if (value.type !== 'CallExpression' || textOf(value.callee) !== 'Object.create') return undefined
  const [base] = value.arguments
  return base?.type === 'MemberExpression' ? base : undefined
}

/** `Foo.prototype.bar` */
export function isOfPrototype({ object }: ESTree.MemberExpression): boolean {
  return isPrototype(object)
}

/** `api.fn = Foo.prototype = {}`: the prototype that what is assigned is as well. */
export function prototypeIn(value: Node | undefined): ESTree.MemberExpression | undefined {
  const bare = value && unwrapped(value)
  if (bare?.type !== 'AssignmentExpression') return undefined
  return bare.left.type === 'MemberExpression' && isPrototype(bare.left) ? bare.left : prototypeIn(bare.right)
}

/** `Foo.prototype` */
export function isPrototype(node: Node): boolean {
  return node.type === 'MemberExpression' && propertyName(node) === 'prototype'
}
