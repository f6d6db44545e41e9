/** Finds the structures of which `get(key)` hands out entries and another function fills them: caches with methods of their own. */
import { CacheCandidate } from './cache-candidate.js'
import { classAround, type Holder, prototypeAround } from './cache-holders.js'
import { type Entry, entryOf } from './kept-entry.js'
import { isWithin, type Program, type Routine } from './program.js'
import { parameterPosition } from './scopes.js'
import { isFunction, type Node, propertyName, someChild } from './syntax.js'

const NAMED = /cache|memo|lru/i

/**
 * The function that asks. Stores of settings, headers and the like look the same: only a name tells a cache, of the
 * structure or of what it is in. undefined: it is none.
 */
export function askerApart(
  program: Program,
  holder: Holder,
  byActor: ReadonlyMap<Routine, Node[]>,
): Routine | undefined {
  const actors = [...byActor]
  const [asker] = actors.find(([actor, uses]) => isGetter(program, actor) && handsOut(program, actor, uses)) ?? []
  if (!asker || !actors.some(([actor, uses]) => actor !== asker && fills(program, actor, uses))) return undefined
  return [holder.subject, ...namesAround(program, asker)].some((name) => NAMED.test(name)) ? asker : undefined
}

/** It hands out what it finds there by a key that it is given. */
export function handsOut(program: Program, actor: Routine, uses: readonly Node[]): boolean {
  const isByParameter = ({ kind, key }: Entry) => kind === 'look' && key !== undefined && isGiven(program, actor, key)
  return entriesOf(program, uses).some(isByParameter) && new CacheCandidate(program, actor, uses).keepsResults()
}

function fills(program: Program, actor: Routine, uses: readonly Node[]): boolean {
  return entriesOf(program, uses).some(
    ({ kind, key }) => kind === 'fill' && key !== undefined && isGiven(program, actor, key),
  )
}

function entriesOf(program: Program, uses: readonly Node[]): Entry[] {
  return uses.flatMap((use) => entryOf(program, use, true) ?? [])
}

/** A parameter is in it. */
function isGiven(program: Program, actor: Routine, node: Node): boolean {
  if (node.type !== 'Identifier') return someChild(node, (child) => isGiven(program, actor, child))
  const binding = program.scopes.bindingOf(node)
  return binding !== undefined && parameterPosition(binding) !== undefined && isWithin(program.ownerOf(binding), actor)
}

function isGetter(program: Program, { node }: Routine): boolean {
  return /^_*get$/.test(nameOf(program, node) ?? '')
}

function nameOf(program: Program, node: Node): string | undefined {
  if ('id' in node && node.id?.type === 'Identifier') return node.id.name
  const parent = program.parentOf(node)
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : undefined
    case 'AssignmentExpression':
      return parent.left.type === 'MemberExpression' ? propertyName(parent.left) : undefined
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return propertyName(parent)
    default:
      return undefined
  }
}

export function className(program: Program, method: Routine): string | undefined {
  const owner = classAround(program, method)
  return owner ? nameOf(program, owner) : prototypeAround(program, method)
}

/** Of its class, and of the functions that it is in. */
function namesAround(program: Program, asker: Routine): string[] {
  const names = [className(program, asker)]
  for (let at = program.parentOf(asker.node); at; at = program.parentOf(at)) {
    if (isFunction(at)) names.push(nameOf(program, at))
  }
  return names.filter((name) => name !== undefined)
}
