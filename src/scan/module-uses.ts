/**
 * Finds what each function of a file uses of other modules: the functions that it calls there and the values that it
 * reads; and of the variables that all files share.
 */
import type { Callees } from './callee.js'
import { globalReads } from './global-reads.js'
import { globalNames, globalPlace, isTakenFromGlobals } from './global-state.js'
import { onlyValue } from './only-value.js'
import type { Program, Routine } from './program.js'
import { type Binding, importedName, readsOf, writesTo } from './scopes.js'
import { type CallNode, type Node, propertyName, textOf, unwrapped } from './syntax.js'

/** A place in what a module exports. */
export interface ModulePlace {
  /** As the source names it; `` is the file itself. */
  module: string
  /** Names, outermost first; empty: the default export, or the module as a whole. */
  path: string[]
  /** The function takes it from the global object, where anybody may have put it. */
  isAnybodys?: boolean
}

export interface ModuleUse extends ModulePlace {
  /** 1-based. */
  line: number
  subject: string
}

/** `node` as part of another file's exports, or of what all files share; packages and builtins are none. */
export function placeOf(callees: Callees, node: Node): ModulePlace | undefined {
  const [meaning, ...others] = callees.meaningsOf(node)
  if (meaning?.kind === 'global' || meaning?.kind === 'unknown')
    return globalPlace(callees, node) ?? handedOutPlace(callees, node)
  if (meaning?.kind !== 'module' || others.length > 0 || !meaning.module.startsWith('.')) return undefined
  return { module: meaning.module, path: meaning.member === '' ? [] : meaning.member.split('.') }
}

/** In a path: what a call without arguments gives back. */
export const CALLED = '()'

/** `getConf().lang`, `const conf = getConf()`: calls that nothing is told may well give back the same object each time. */
function handedOutPlace(callees: Callees, node: Node): ModulePlace | undefined {
  const bare = unwrapped(node)
  if (bare.type === 'MemberExpression') {
    const [outer, name] = [handedOutPlace(callees, bare.object), propertyName(bare)]
    return outer && name !== undefined ? { ...outer, path: [...outer.path, name] } : undefined
  }
  if (bare.type === 'Identifier') {
    const binding = callees.program.scopes.bindingOf(bare)
    const value = binding && onlyValue(binding)
    return value?.type === 'CallExpression' ? handedOutPlace(callees, value) : undefined
  }
  if (bare.type !== 'CallExpression' || bare.arguments.length > 0) return undefined
  const place = placeOf(callees, bare.callee)
  return place?.module.startsWith('.') ? { ...place, path: [...place.path, CALLED] } : undefined
}

/** Uses in the text of each routine. */
export function moduleUses(program: Program, callees: Callees): Map<Routine, ModuleUse[]> {
  const found = new Map<Routine, ModuleUse[]>()
  const note = (node: Node, use: ModuleUse | undefined) => {
    if (use) found.set(program.routineAround(node), [...(found.get(program.routineAround(node)) ?? []), use])
  }
  const add = (node: Node) => note(node, useAt(program, callees, node))
  for (const binding of program.scopes.bindings) if (isOfModule(callees, binding)) readsOf(binding).forEach(add)
  const names = globalNames(program, callees)
  names.forEach(add)
  for (const { at, place, subject } of globalReads(program, callees, names))
    note(at, { ...place, line: program.lineOf(at), subject })
  for (const { calls } of program.routines) {
    // `require('./x').load()`
    for (const call of calls) if (isRequire(call)) add(call)
  }
  return found
}

function isRequire(call: CallNode): boolean {
  return call.type === 'CallExpression' && call.callee.type === 'Identifier' && call.callee.name === 'require'
}

function isOfModule(callees: Callees, binding: Binding): boolean {
  const [read] = readsOf(binding)
  return read !== undefined && mayBeModule(binding) && placeOf(callees, read) !== undefined
}

/** Asked first, as following every variable to all that it may stand for takes long. */
function mayBeModule(binding: Binding): boolean {
  if (importedName(binding)) return true
  const [write, ...others] = writesTo(binding)
  let base = write?.value && unwrapped(write.value)
  while (base?.type === 'MemberExpression') base = unwrapped(base.object)
  return others.length === 0 && (base?.type === 'CallExpression' || base?.type === 'Identifier')
}

/** The longest access that still means a place in the module; undefined: it is written, or only handed to another name. */
function useAt(program: Program, callees: Callees, start: Node): ModuleUse | undefined {
  let node = start
  let place = placeOf(callees, start)
  for (let at = program.parentOf(start), below = start; at && isPartOf(at, below); at = program.parentOf(at)) {
    const further = placeOf(callees, at)
    if (!further) break
    below = at
    // The function that is called says as much.
    if (further.path.at(-1) === CALLED) continue
    node = at
    place = further
  }
  const parent = program.parentOf(node)
  const isTarget = parent?.type === 'AssignmentExpression' && parent.left === node && parent.operator === '='
  if (!place || isTarget) return undefined
  const isAnybodys = isTakenFromGlobals(callees, start, node)
  return { ...place, line: program.lineOf(node), subject: textOf(node), ...(isAnybodys && { isAnybodys }) }
}

function isPartOf(access: Node, node: Node): boolean {
  if (access.type === 'MemberExpression') return access.object === node
  return access.type === 'CallExpression' && access.callee === node
}
