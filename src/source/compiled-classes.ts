/** Sites in classes that Babel compiled: `_createClass(Foo, [{ key: 'bar', value: function bar() {} }], [statics])`. */
import type { Context } from './context.js'
import { isFunction } from './immediate-call.js'
import type { AnyNode, CallExpression, ObjectExpression, Property } from './parse.js'
import { staticKey } from './static-name.js'
import type { Walk } from './walk.js'

interface Member {
  className: string
  isStatic: boolean
  key: Property
  name: string
}

/** False: another call. The helper has many names, its arguments have one shape. */
export function visitCompiledClass(walk: Walk, node: CallExpression, context: Context): boolean {
  const [target, ...tables] = node.arguments
  if (target?.type !== 'Identifier' || tables.length > 2 || !tables.some(isMemberTable)) return false
  walk.visitAll([node.callee, target], context)
  tables.forEach((table, index) => {
    if (!isMemberTable(table)) walk.visit(table, context)
    else for (const member of table.elements) visitMember(walk, member, target.name, index === 1, context)
  })
  return true
}

type MemberTable = AnyNode & { type: 'ArrayExpression'; elements: ObjectExpression[] }

function isMemberTable(node: AnyNode): node is MemberTable {
  return node.type === 'ArrayExpression' && node.elements.length > 0 && node.elements.every(isMember)
}

function isMember(node: AnyNode | null): boolean {
  if (node?.type !== 'ObjectExpression') return false
  const [first, second] = node.properties
  return keyOf(first) === 'key' && /^(?:value|get|set)$/.test(keyOf(second) ?? '')
}

function keyOf(member: AnyNode | undefined): string | undefined {
  return member?.type === 'Property' ? staticKey(member) : undefined
}

function visitMember(
  walk: Walk,
  { properties }: ObjectExpression,
  className: string,
  isStatic: boolean,
  context: Context,
): void {
  const [key, ...parts] = properties as Property[]
  const name = key?.value.type === 'Literal' ? String(key.value.value) : undefined
  for (const part of parts) {
    if (key === undefined || name === undefined || !isFunction(part.value)) walk.visit(part, context)
    else visitPart(walk, part, { className, isStatic, key, name }, context)
  }
}

function visitPart(walk: Walk, part: Property, { className, isStatic, key, name }: Member, context: Context): void {
  const node = part.value
  if (!isFunction(node)) return
  const kind = keyOf(part) as 'value' | 'get' | 'set'
  const prefix = `${isStatic ? 'static:' : ''}${kind === 'value' ? '' : `${kind}:`}`
  const segments = [className, `${prefix}${name}`]
  const site = walk.list.add(context, {
    node,
    extent: node,
    kind: kind === 'get' ? 'getter' : 'method',
    segments,
    name: `${className}.${name}`,
    namedBy: key.value,
    exportedAs: [],
    binding: undefined,
    edit: { kind: 'value', start: node.start, end: node.end, keepName: node.id ? undefined : keyOf(part) },
    unwrappable: kind === 'set' ? 'setter' : undefined,
  })
  walk.visitSite(site, context, 'many', segments)
}
