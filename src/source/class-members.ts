/** Sites among the members of a class that has a name. */
import { type Context, newFrame } from './context.js'
import type { Edit, MemberKind } from './found-site.js'
import type { AnyNode, Class, MethodDefinition } from './parse.js'
import type { Unwrappable } from './site.js'
import { staticKey } from './static-name.js'
import type { Walk } from './walk.js'

interface Owner {
  node: Class
  path: readonly string[]
  replaced: ReadonlySet<MethodDefinition>
}

/** `path`: what the class goes by; undefined: nothing names it. */
export function visitClass(walk: Walk, node: Class, path: readonly string[] | undefined, context: Context): void {
  if (node.superClass) walk.visit(node.superClass, context)
  const owner = path && { node, path, replaced: replacedMethods(node) }
  const within = path === undefined ? context : { ...context, path: [...context.path, ...path] }
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock') walk.visit(member, within)
    else {
      if (member.computed) walk.visit(member.key, context)
      if (member.type === 'MethodDefinition') visitMethod(walk, owner, member, context)
      else if (member.value) visitField(walk, member.value, within)
    }
  }
}

/** A field's value is made anew for every instance: functions there are not sites. */
function visitField(walk: Walk, value: AnyNode, context: Context): void {
  walk.visit(value, { ...context, parent: context, entry: 'many', frame: newFrame(), body: undefined })
}

function visitMethod(walk: Walk, owner: Owner | undefined, member: MethodDefinition, context: Context): void {
  const key = staticKey(member)
  if (owner === undefined || key === undefined) {
    walk.visitFunction(member.value, context, 'many', owner?.path)
    return
  }
  const isAccessor = member.kind === 'get' || member.kind === 'set'
  const segments = [...owner.path, `${member.static ? 'static:' : ''}${isAccessor ? `${member.kind}:` : ''}${key}`]
  const unwrappable = whyUnwrappable(member) ?? (walk.parsed.isDecorated?.(member.start) ? 'decorated' : undefined)
  const site = walk.list.add(context, {
    node: member.value,
    extent: member,
    kind: member.kind === 'get' ? 'getter' : 'method',
    segments,
    name: `${owner.path[owner.path.length - 1]}.${key}`,
    namedBy: member.key,
    exportedAs: [],
    binding: undefined,
    edit: unwrappable || owner.replaced.has(member) ? undefined : memberEdit(owner.node, member, key),
    unwrappable,
  })
  walk.visitSite(site, context, 'many', segments)
}

function memberEdit(owner: Class, member: MethodDefinition, key: string): Edit {
  const kind = (member.static ? 2 : 0) + (member.kind === 'get' ? 1 : 0)
  return { kind: 'class-member', at: owner.body.start + 1, key, member: kind as MemberKind }
}

function whyUnwrappable(member: MethodDefinition): Unwrappable | undefined {
  if (member.kind === 'constructor') return 'constructor'
  if (member.kind === 'set') return 'setter'
  return member.key.type === 'PrivateIdentifier' ? 'private-method' : undefined
}

/** Methods that a later member of the same name replaces; a setter only completes its getter. */
function replacedMethods(node: Class): Set<MethodDefinition> {
  const replaced = new Set<MethodDefinition>()
  const later = new Map<string, boolean>()
  for (const member of [...node.body.body].reverse()) {
    if (member.type !== 'MethodDefinition') continue
    const key = `${member.static ? 'static ' : ''}${staticKey(member)}`
    const onlySetters = later.get(key)
    if (onlySetters === false || (onlySetters && member.kind === 'method')) replaced.add(member)
    later.set(key, (onlySetters ?? true) && member.kind === 'set')
  }
  return replaced
}
