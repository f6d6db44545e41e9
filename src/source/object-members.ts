/** Sites among the members of an object literal that has a name. */
import type { Context } from './context.js'
import type { Edit, FoundSite, FunctionNode } from './found-site.js'
import type { ObjectExpression, Property } from './parse.js'
import { withdraw } from './site-list.js'
import { staticKey } from './static-name.js'
import type { Target, Walk } from './walk.js'

export function visitObject(walk: Walk, object: ObjectExpression, target: Target, context: Context): void {
  const overridden = overriddenMembers(object)
  for (const member of object.properties) {
    const key = member.type === 'Property' ? staticKey(member) : undefined
    if (member.type !== 'Property' || key === undefined) walk.visit(member, context)
    else if (member.kind !== 'init' || member.method)
      visitMember(walk, object, member, key, target, context, overridden)
    else visitValue(walk, member, key, target, context)
  }
}

function visitValue(walk: Walk, member: Property, key: string, target: Target, context: Context): void {
  const exportedAs = target.exportedAs.includes('exports') ? [key] : []
  if (member.value.type === 'Identifier') {
    for (const as of exportedAs) walk.list.exports.add(member.value.name, as, context)
  }
  if (key === '__proto__') return walk.visit(member.value, context) // sets the prototype, and names nothing
  const path = [...target.path, key]
  walk.visitNamed(member.value, { path, keepName: key, namedBy: member.key, exportedAs, binding: undefined }, context)
}

function visitMember(
  walk: Walk,
  object: ObjectExpression,
  member: Property,
  key: string,
  target: Target,
  context: Context,
  overridden: ReadonlySet<Property>,
): void {
  const node = member.value as FunctionNode
  const prefix = member.kind === 'init' ? '' : `${member.kind}:`
  const segments = [...target.path, prefix + key]
  const site = walk.list.add(context, {
    node,
    extent: member,
    kind: member.kind === 'get' ? 'getter' : 'method',
    segments,
    name: [...target.path, key].join('.'),
    namedBy: member.key,
    exportedAs: member.kind !== 'set' && target.exportedAs.includes('exports') ? [key] : [],
    binding: undefined,
    edit: inPlace(member, key),
    unwrappable: member.kind === 'set' ? 'setter' : undefined,
  })
  const frame = walk.visitSite(site, context, 'many', segments)
  if (site.edit && (member.kind === 'get' || frame.readsSuper || key === '__proto__')) {
    keepInLiteral(site, object, member, key, overridden)
  }
}

function inPlace(member: Property, key: string): Edit {
  return { kind: 'shorthand', start: member.start, end: member.end, key }
}

/** A function that uses `super` belongs to its literal, and so does an accessor. */
function keepInLiteral(
  site: FoundSite,
  object: ObjectExpression,
  member: Property,
  key: string,
  overridden: ReadonlySet<Property>,
): void {
  if (overridden.has(member)) return withdraw(site)
  site.edit = {
    kind: 'literal-member',
    start: object.start,
    end: object.end,
    key,
    member: member.kind === 'get' ? 3 : 2,
  }
}

/** Members that something later in the literal may replace. */
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
