/** Sites among the members of a class that has a name. */
import { type Context, newFrame } from './context.js'
import type { Edit, MemberKind } from './found-site.js'
import type { Class, MethodDefinition } from './parse.js'
import type { Unwrappable } from './site.js'
import { staticKey } from './static-name.js'
import type { Walk } from './walk.js'

/** `path`: the class's own, which is enough for methods to have names; undefined: nothing names the class. */
export function visitClass(walk: Walk, node: Class, path: readonly string[] | undefined, context: Context): void {
  if (node.superClass) walk.visit(node.superClass, context)
  const replaced = replacedMethods(node)
  const inner = path === undefined ? context : { ...context, parent: context, entry: 'same' as const }
  for (const member of node.body.body) {
    if (member.type === 'MethodDefinition') visitMethod(walk, node, member, path, inner, replaced)
    else if (member.type === 'PropertyDefinition') {
      if (member.computed) walk.visit(member.key, context)
      const field: Context = {
        ...inner,
        parent: inner,
        entry: 'many',
        frame: newFrame(),
        path: [...inner.path, ...(path ?? [])],
      }
      if (member.value) walk.visit(member.value, field)
    } else walk.visit(member, { ...inner, path: [...inner.path, ...(path ?? [])] })
  }
}

function visitMethod(
  walk: Walk,
  owner: Class,
  member: MethodDefinition,
  path: readonly string[] | undefined,
  context: Context,
  replaced: ReadonlySet<MethodDefinition>,
): void {
  if (member.computed) walk.visit(member.key, context)
  const key = staticKey(member)
  if (path === undefined || key === undefined) {
    walk.visitFunction(member.value, context, 'many', path ?? [])
    return
  }
  const segments = [...path, `${member.static ? 'static:' : ''}${isAccessor(member) ? `${member.kind}:` : ''}${key}`]
  const unwrappable = whyUnwrappable(member)
  const site = walk.list.add(context, {
    node: member.value,
    extent: member,
    kind: member.kind === 'get' ? 'getter' : 'method',
    segments,
    name: `${path[path.length - 1]}.${key}`,
    namedBy: member.key,
    exportedAs: [],
    binding: undefined,
    edit: unwrappable || replaced.has(member) ? undefined : memberEdit(owner, member, key),
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

function isAccessor(member: MethodDefinition): boolean {
  return member.kind === 'get' || member.kind === 'set'
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
