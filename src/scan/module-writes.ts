/**
 * Finds what each function of a file writes to the exports of other modules, to its own by way of `exports`, and to the
 * variables that all files share.
 */
import type * as ESTree from 'estree'
import { MUTATES_FIRST_ARGUMENT, MUTATING_METHODS } from './builtins.js'
import type { Callees } from './callee.js'
import { constantKey, globalObjectPlace, globalPlace } from './global-state.js'
import { InitTime } from './init-time.js'
import { isModuleExports } from './module-exports.js'
import { type ModulePlace, type ModuleUse, placeOf } from './module-uses.js'
import type { Program, Routine } from './program.js'
import { parameterPosition } from './scopes.js'
import { type CallNode, type Node, propertyName, someChild, textOf, unwrapped } from './syntax.js'

/** What a file says of itself where it names its own exports; the module of a place, as no `require` could name it. */
export const OWN_EXPORTS = '#exports'

export interface ModuleWrite extends ModulePlace {
  routine: Routine
  /** 1-based. */
  line: number
  /** A method of this name was called on it, which changes any of the language's objects that has such a one. */
  method?: string
}

/** Writes while modules load are none. */
export function moduleWrites(program: Program, callees: Callees): ModuleWrite[] {
  const initTime = new InitTime(program)
  return program.routines.flatMap((routine) => {
    const changes = routine.calls.flatMap((call) => {
      const changed = changedBy(program, call)
      return changed ? [{ call, ...changed }] : []
    })
    // Asked before whether they run later, as most functions write nothing.
    if (routine.writes.length + changes.length === 0 || initTime.runsOnlyDuring(program.file, routine)) return []
    const at = (node: Node, place: ModulePlace | undefined, method?: string): ModuleWrite[] =>
      place ? [{ ...place, routine, line: program.lineOf(node), ...(method !== undefined && { method }) }] : []
    const filled = routine.writes.length === 0 ? new Set() : filledOnce(program, callees, routine)
    const assigned = routine.writes.flatMap(({ target }) => {
      const place = writtenPlace(program, callees, target)
      return place && filled.has(keyOf(place)) && isAlwaysTheSame(program, callees, target, place)
        ? []
        : at(target, place)
    })
    const called = changes.flatMap(({ call, object, names, method }) => {
      const place = placeIn(program, callees, object) ?? globalObjectPlace(callees, object)
      const places = place && names ? names.map((name) => ({ ...place, path: [...place.path, name] })) : [place]
      return places.flatMap((changed) => at(call, changed, method))
    })
    return [...assigned, ...called]
  })
}

/** Reads of the file's own exports by that name, by routine. */
export function ownExportReads(program: Program): Map<Routine, ModuleUse[]> {
  const found = new Map<Routine, ModuleUse[]>()
  for (const routine of program.routines) {
    const uses = routine.globals.flatMap((identifier) => ownExportRead(program, identifier))
    if (uses.length > 0) found.set(routine, uses)
  }
  return found
}

/** What the routine makes when it is not there yet: `exports.table || (exports.table = make())`. */
function filledOnce(program: Program, callees: Callees, routine: Routine): Set<string> {
  const asked = routine.globals.flatMap((identifier) => {
    const access = wholeAccess(program, identifier)
    const place = placeIn(program, callees, access)
    return place && isAskedFor(program, access) ? [keyOf(place)] : []
  })
  return new Set(asked)
}

function isAskedFor(program: Program, node: Node): boolean {
  const parent = program.parentOf(node)
  if (parent?.type === 'LogicalExpression') return parent.left === node
  if (parent?.type === 'BinaryExpression') return /^(undefined|null|void )/.test(textOf(parent.right))
  return parent?.type === 'UnaryExpression' && (parent.operator === '!' || parent.operator === 'typeof')
}

/** The assigned value comes from nothing that the routine was given, nor from what was there before. */
function isAlwaysTheSame(program: Program, callees: Callees, target: Node, place: ModulePlace): boolean {
  const assignment = program.parentOf(target)
  if (assignment?.type !== 'AssignmentExpression' || !/^(=|\|\|=|\?\?=)$/.test(assignment.operator)) return false
  const varies = (node: Node): boolean => {
    const binding = node.type === 'Identifier' ? program.scopes.bindingOf(node) : undefined
    if (binding && parameterPosition(binding)) return true
    const read = node.type === 'MemberExpression' ? placeIn(program, callees, node) : undefined
    return (read && keyOf(read) === keyOf(place)) || someChild(node, varies)
  }
  return !varies(assignment.right)
}

function keyOf({ module, path }: ModulePlace): string {
  return `${module}|${path.join('.')}`
}

function wholeAccess(program: Program, identifier: Node): Node {
  let node = identifier
  for (
    let at = program.parentOf(node);
    at?.type === 'MemberExpression' && at.object === node;
    at = program.parentOf(node)
  ) {
    node = at
  }
  return node
}

function ownExportRead(program: Program, identifier: Node): ModuleUse[] {
  const node = wholeAccess(program, identifier)
  const path = ownPath(program, node)
  const parent = program.parentOf(node)
  const isTarget = parent?.type === 'AssignmentExpression' && parent.left === node && parent.operator === '='
  if (path === undefined || path.length === 0 || isTarget) return []
  return [{ module: OWN_EXPORTS, path, line: program.lineOf(node), subject: textOf(node) }]
}

function writtenPlace(
  program: Program,
  callees: Callees,
  target: ESTree.Identifier | ESTree.MemberExpression,
): ModulePlace | undefined {
  if (target.type !== 'MemberExpression' || globalPlace(callees, target)) return globalPlace(callees, target)
  const place = placeIn(program, callees, target.object)
  const name = hasComputedName(target) ? undefined : propertyName(target)
  return place && { ...place, path: name === undefined ? place.path : [...place.path, name] }
}

function placeIn(program: Program, callees: Callees, node: Node): ModulePlace | undefined {
  const path = ownPath(program, node)
  return path === undefined ? placeOf(callees, node) : { module: OWN_EXPORTS, path }
}

/** `exports.a.b`: `a`, `b`; up to a computed name. */
function ownPath(program: Program, node: Node): string[] | undefined {
  const bare = unwrapped(node)
  if (isModuleExports(program, bare)) return []
  if (bare.type !== 'MemberExpression') return undefined
  const [outer, name] = [ownPath(program, bare.object), propertyName(bare)]
  return outer === undefined || name === undefined || hasComputedName(bare.object) ? outer : [...outer, name]
}

/** Below that nothing goes by a name of its own. */
function hasComputedName(node: Node): boolean {
  const bare = unwrapped(node)
  if (bare.type !== 'MemberExpression') return false
  return propertyName(bare) === undefined || hasComputedName(bare.object)
}

/** `words.set(k, v)`, `Object.assign(settings, more)`; `names`: of the properties, where the call tells them. */
function changedBy(
  program: Program,
  call: CallNode,
): { object: Node; names?: string[] | undefined; method?: string } | undefined {
  if (call.type !== 'CallExpression') return undefined
  const callee = unwrapped(call.callee)
  const [first, ...given] = call.arguments
  if (first && MUTATES_FIRST_ARGUMENT.has(textOf(callee)))
    return { object: first, names: namesGiven(program, textOf(callee), given) }
  const method = callee.type === 'MemberExpression' ? propertyName(callee) : undefined
  if (callee.type !== 'MemberExpression' || method === undefined || !MUTATING_METHODS.has(method)) return undefined
  return { object: callee.object, method }
}

/** `Object.assign(settings, { unit })`, `Object.defineProperty(settings, 'unit', ...)`. */
function namesGiven(program: Program, callee: string, given: Node[]): string[] | undefined {
  if (!callee.endsWith('.assign')) {
    const [key] = /\.(defineProperty|set|deleteProperty)$/.test(callee) ? given : []
    const name = key && constantKey(program, key)
    return name === undefined ? undefined : [name]
  }
  const parts = given.flatMap((value) => (value.type === 'ObjectExpression' ? value.properties : [value]))
  const names = parts.map((part) => (part.type === 'Property' ? propertyName(part) : undefined))
  return names.every((name) => name !== undefined) ? names : undefined
}
