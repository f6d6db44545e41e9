/** Finds what functions read of the global object other than by `globalThis.name`: by patterns, or all of it at once. */
import type { Callees } from './callee.js'
import { globalObjectPlace, isGlobalObject, isUsersName, placeAt } from './global-state.js'
import type { ModulePlace } from './module-uses.js'
import type { Program } from './program.js'
import { type Node, propertyName, textOf, unwrapped } from './syntax.js'

export interface GlobalRead {
  at: Node
  place: ModulePlace
  /** As the reader would have it. */
  subject: string
}

/** @param names where text begins that means the global object, or one of its properties. */
export function globalReads(program: Program, callees: Callees, names: readonly Node[]): GlobalRead[] {
  return names.flatMap((start) => {
    const node = widest(program, callees, start)
    const place = globalObjectPlace(callees, node)
    if (!place) return []
    const pattern = patternOf(program, node)
    if (pattern) {
      return pathsIn(pattern).flatMap((path) => {
        const read = placeAt([...place.path, ...path])
        return read ? [{ at: node, place: usersOwn(read), subject: [textOf(node), ...path].join('.') }] : []
      })
    }
    const isRead = isGlobalObject(callees, node) ? isTakenWhole(program, node) : isOfChoice(node)
    return isRead ? [{ at: node, place: usersOwn(place), subject: textOf(node) }] : []
  })
}

function usersOwn(place: ModulePlace): ModulePlace {
  return isUsersName(place.path[0]) ? { ...place, isAnybodys: true } : place
}

/** `(globalThis || self).lang` */
function isOfChoice(access: Node): boolean {
  let base = access
  while (base.type === 'MemberExpression') base = unwrapped(base.object)
  return /^(Conditional|Logical)Expression$/.test(base.type)
}

/** `(globalThis || self).app` of `globalThis`. */
function widest(program: Program, callees: Callees, start: Node): Node {
  let node = start
  for (let at = program.parentOf(start); at; at = program.parentOf(at)) {
    const isAccess = at.type === 'MemberExpression' && at.object === node
    const isChoice = at.type === 'LogicalExpression' || (at.type === 'ConditionalExpression' && at.test !== node)
    if (!isAccess && !(isChoice && isGlobalObject(callees, at)) && at.type !== 'ChainExpression') break
    node = at
  }
  return node
}

/** `const { unit } = globalThis`, `({ unit } = globalThis)`. */
function patternOf(program: Program, node: Node): Node | undefined {
  const parent = program.parentOf(node)
  const target = parent?.type === 'VariableDeclarator' && parent.init === node ? parent.id : undefined
  const assigned = parent?.type === 'AssignmentExpression' && parent.right === node ? parent.left : undefined
  const pattern = target ?? assigned
  return pattern?.type === 'ObjectPattern' ? pattern : undefined
}

/** Up to what the pattern takes by a name that only the call knows, or all together. */
function pathsIn(pattern: Node): string[][] {
  if (pattern.type === 'AssignmentPattern') return pathsIn(pattern.left)
  if (pattern.type !== 'ObjectPattern') return [[]]
  return pattern.properties.flatMap((property) => {
    const name = property.type === 'Property' ? propertyName(property) : undefined
    if (property.type !== 'Property' || name === undefined) return [[]]
    return pathsIn(property.value).map((path) => [name, ...path])
  })
}

/** Whoever gets hold of it may read any part of it. */
function isTakenWhole(program: Program, node: Node): boolean {
  const parent = program.parentOf(node)
  switch (parent?.type) {
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee !== node
    case 'BinaryExpression':
      return parent.operator === 'in' && parent.right === node
    case 'ForInStatement':
      return parent.right === node
    default:
      return parent?.type === 'SpreadElement'
  }
}
