/**
 * Text with decorators -> text in which they are called after their class, and what they return takes the place of what
 * they stand before, as in the output of compilers: an analysis that knows nothing of decorators then sees all they do.
 */
import { ComposedText } from './composed-text.js'
import type { DecoratedClass, DecoratedMember, Decorations, Decorator } from './decorator-syntax.js'
import { staticKey } from './static-name.js'

export interface CalledDecorators {
  composed: ComposedText
  /** The member that starts at `offset` of the composed text may be replaced by what a decorator makes of it. */
  isDecorated(offset: number): boolean
}

type Member = DecoratedMember['node']

export function callDecorators(text: string, decorations: Decorations): CalledDecorators {
  const { classes } = decorations
  const body = withoutDecorators(text, decorations)
  const composed = new ComposedText()
  let from = 0
  for (const each of [...classes].sort((a, b) => a.node.end - b.node.end)) {
    const { end } = each.node
    composed.take(body, from, end)
    from = end
    for (const part of [...callsFor(each), ';']) {
      if (typeof part === 'string') composed.put(part, end)
      else composed.take(text, part.start, part.end)
    }
  }
  composed.take(body, from, body.length)
  const replaced = new Set(classes.flatMap(replacedMembers).map(({ start }) => start))
  return { composed, isDecorated: (offset) => replaced.has(composed.sourceOf(offset)) }
}

type Part = string | Decorator

function callsFor({ node, decorators, members }: DecoratedClass): Part[] {
  const { name } = node.id
  return [
    ...members.flatMap((member) => callsForMember(member, member.node.static ? name : `${name}.prototype`)),
    ...(decorators.length > 0 ? [`;${name}=`, ...callOf(decorators, name)] : []),
  ]
}

function callsForMember({ node, decorators, ofParameters }: DecoratedMember, holder: string): Part[] {
  const given = ofParameters.flatMap((each) => [';', ...callOf([each], holder)])
  if (decorators.length === 0) return given
  const key = publicKey(node)
  if (key === undefined) return [...given, ';', ...callOf(decorators, holder)]
  const place = `${holder}[${key}]`
  if (!isAccessor(node)) return [...given, `;${place}=`, ...callOf(decorators, place)]
  const descriptor = callOf(decorators, `Object.getOwnPropertyDescriptor(${holder},${key})`)
  return [...given, `;Object.defineProperty(${holder},${key},`, ...descriptor, ')']
}

/** The last is called first, with `given`. */
function callOf(decorators: Decorator[], given: string): Part[] {
  return [...decorators.flatMap((each) => [each, '(']), given, ')'.repeat(decorators.length)]
}

/** As a literal; undefined: it is computed, or private. */
function publicKey(node: Member): string | undefined {
  const key = staticKey(node)
  return key === undefined || key.startsWith('#') ? undefined : JSON.stringify(key)
}

function isAccessor(node: Member): boolean {
  return 'kind' in node && (node.kind === 'get' || node.kind === 'set')
}

/** Getter and setter are one: a decorator of either may replace both. */
function replacedMembers({ node, members }: DecoratedClass): Member[] {
  const decorated = members.filter(({ decorators }) => decorators.length > 0).map((member) => member.node)
  const placeOf = (member: Member) => `${member.static} ${publicKey(member)}`
  const accessors = new Set(decorated.filter(isAccessor).map(placeOf))
  const others = node.body.body.filter((each) => each.type === 'MethodDefinition' && isAccessor(each))
  return [...decorated, ...others.filter((each) => accessors.has(placeOf(each as Member)))] as Member[]
}

/** Blanks in their place. What stands before a member ends the one before, as fields may have no semicolon. */
function withoutDecorators(text: string, { classes, accessors }: Decorations): string {
  const ofMembers = classes.flatMap(({ members }) => members.flatMap(({ decorators }) => decorators))
  const others = classes.flatMap(({ decorators, members }) => [
    ...decorators,
    ...members.flatMap(({ ofParameters }) => ofParameters),
  ])
  const blanks = [
    ...ofMembers.map(({ at, end }) => ({ start: at, end, by: ';' })),
    ...others.map(({ at, end }) => ({ start: at, end, by: ' ' })),
    ...accessors.map((word) => ({ ...word, by: ' ' })),
  ].sort((a, b) => a.start - b.start)
  let [body, from] = ['', 0]
  for (const { start, end, by } of blanks) {
    body += text.slice(from, start) + by + text.slice(start + 1, end).replace(/[^\n\r\u2028\u2029]/g, ' ')
    from = end
  }
  return body + text.slice(from)
}
