/** Sites among the members of an object literal that has a name. */
import type { Context } from './context.js'
import type { FoundSite, FunctionNode } from './found-site.js'
import type { ObjectExpression, Property } from './parse.js'
import { withdraw } from './site-list.js'
import { staticKey } from './static-name.js'
import type { Target, Walk } from './walk.js'

interface Literal {
  object: ObjectExpression
  /** Members that something later in the literal may replace. */
  overridden: ReadonlySet<Property>
}

export function visitObject(walk: Walk, object: ObjectExpression, target: Target, context: Context): void {
  const literal = { object, overridden: overriddenMembers(object) }
  for (const member of object.properties) {
    const key = member.type === 'Property' ? staticKey(member) : undefined
    if (member.type !== 'Property' || key === undefined) walk.visit(member, context)
    else if (member.kind !== 'init' || member.method) visitMember(walk, literal, member, key, target, context)
    else visitValue(walk, member, key, target, context)
  }
}

function visitValue(walk: Walk, member: Property, key: string, target: Target, context: Context): void {
  const path = [...target.path, key]
  const exportedAs = exportNames(target, key)
  // `__proto__: value` sets the prototype, and names nothing.
  if (key === '__proto__' && !member.shorthand) walk.visit(member.value, context)
  else
    walk.visitNamed(member.value, { path, keepName: key, namedBy: member.key, exportedAs, binding: undefined }, context)
}

function visitMember(
  walk: Walk,
  literal: Literal,
  member: Property,
  key: string,
  target: Target,
  context: Context,
): void {
  const isMethod = member.kind === 'init'
  const segments = [...target.path, isMethod ? key : `${member.kind}:${key}`]
  const site = walk.list.add(context, {
    node: member.value as FunctionNode,
    extent: member,
    kind: member.kind === 'get' ? 'getter' : 'method',
    segments,
    name: [...target.path, key].join('.'),
    namedBy: member.key,
    exportedAs: member.kind === 'set' ? [] : exportNames(target, key),
    binding: undefined,
    edit: { kind: 'shorthand', start: member.start, end: member.end, key },
    unwrappable: member.kind === 'set' ? 'setter' : undefined,
  })
  const frame = walk.visitSite(site, context, 'many', segments)
  if (site.edit && (!isMethod || frame.readsSuper)) keepInLiteral(site, literal, member, key)
}

/** An accessor belongs to its literal, and so does a method that uses `super`: no property can take its place. */
function keepInLiteral(site: FoundSite, { object, overridden }: Literal, member: Property, key: string): void {
  const { start, end } = object
  if (overridden.has(member)) withdraw(site)
  else site.edit = { kind: 'literal-member', start, end, key, member: member.kind === 'get' ? 3 : 2 }
}

/** Members of `module.exports = {...}` are exports of their own name. */
function exportNames(target: Target, key: string): string[] {
  return target.exportedAs.includes('exports') ? [key] : []
}

function overriddenMembers(object: ObjectExpression): Set<Property> {
  const overridden = new Set<Property>()
  const later = new Set<string>()
  let unknownLater = false
  for (const member of [...object.properties].reverse()) {
    const key = member.type === 'Property' ? staticKey(member) : undefined
    if (member.type !== 'Property' || key === undefined) unknownLater = true
    else {
      if (unknownLater || later.has(key)) overridden.add(member)
      if (member.kind !== 'set') later.add(key)
    }
  }
  return overridden
}
