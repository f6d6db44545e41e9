/** Reads how code that has no classes writes them: Babel's lists of members, and prototypes that are made of others. */
import type * as ESTree from 'estree'
import { isFunction, type Node, propertyName, textOf } from './syntax.js'

export interface CompiledMember {
  name: string
  value: Node
  /** Otherwise an accessor. */
  isMethod: boolean
}

/** `[{ key: 'bar', value: function bar() {} }, { key: 'size', get: function () {} }]` */
export function compiledMembers({ elements }: ESTree.ArrayExpression): CompiledMember[] {
  return elements.flatMap((element) => {
    if (element?.type !== 'ObjectExpression') return []
    const [key, ...parts] = element.properties.filter((part) => part.type === 'Property')
    if (!key || propertyName(key) !== 'key' || key.value.type !== 'Literal') return []
    const name = String(key.value.value)
    return parts.flatMap((part): CompiledMember[] => {
      const isMethod = propertyName(part) === 'value'
      return isMethod || isFunction(part.value) ? [{ name, value: part.value, isMethod }] : []
    })
  })
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
  return object.type === 'MemberExpression' && propertyName(object) === 'prototype'
}
