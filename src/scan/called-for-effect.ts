/** Finds methods that change what their object holds by calls nobody can follow, `this.registry.register(rule)`. */
import type * as ESTree from 'estree'
import { HARMLESS_METHODS, LOCALE_METHODS, MUTATING_METHODS } from './builtins.js'
import { TELLS_LISTENERS } from './method-call.js'
import { isDropped } from './places-of-use.js'
import { type Program, type Routine, thisRoutineOf } from './program.js'
import { type Binding, parameterPosition } from './scopes.js'
import type { FileAnalysis } from './state.js'
import { type CallNode, type Node, propertyName, someChild, unwrapped } from './syntax.js'

export interface PartChanged {
  property: string
  line: number
}

/** Nobody takes the result, and the method hands on what it was given: what else would it be called for? */
export function partsChangedBy(file: FileAnalysis, routine: Routine): PartChanged[] {
  return routine.calls.flatMap((call) => {
    if (call.type !== 'CallExpression' || !isResultDropped(file.program, call)) return []
    const property = partCalled(file, call)
    if (property === undefined) return []
    const isHandedOn = call.arguments.some((argument) => mentionsParameter(file.program, argument, routine))
    return isHandedOn ? [{ property, line: file.program.lineOf(call) }] : []
  })
}

/** `this.part.method()`, or of something in that part, where nothing tells what the method does. */
function partCalled({ callees }: FileAnalysis, { callee }: ESTree.SimpleCallExpression): string | undefined {
  if (callee.type !== 'MemberExpression') return undefined
  const method = propertyName(callee)
  if (method === undefined || isOfLanguage(method)) return undefined
  if (callees.meaningsOf(callee).some(({ kind }) => kind !== 'unknown')) return undefined
  let held = unwrapped(callee.object)
  while (held.type === 'MemberExpression' && held.object.type !== 'ThisExpression') held = unwrapped(held.object)
  return held.type === 'MemberExpression' ? propertyName(held) : undefined
}

function isOfLanguage(method: string): boolean {
  const isKnown = [HARMLESS_METHODS, LOCALE_METHODS, MUTATING_METHODS, TELLS_LISTENERS].some((all) => all.has(method))
  return isKnown || /^(call|apply)$/.test(method)
}

/** A parameter of `routine`, or of the method that it is a part of. */
export function mentionsParameter(program: Program, node: Node, routine: Routine): boolean {
  const isOwn = (binding: Binding | undefined) => {
    const position = binding && parameterPosition(binding)
    return (
      position !== undefined && [routine.node, thisRoutineOf(routine).node].includes(position.of as Routine['node'])
    )
  }
  if (node.type === 'Identifier') return isOwn(program.scopes.bindingOf(node))
  return someChild(node, (child) => mentionsParameter(program, child, routine))
}

export function isResultDropped(program: Program, call: CallNode): boolean {
  const parent = program.parentOf(call)
  return parent?.type === 'AwaitExpression' ? isDropped(program.parentOf(parent), parent) : isDropped(parent, call)
}

/** `this.log.debug(text)`: such a use of what the object holds has no part in a result. */
export function isOnlyToldSomething(program: Program, access: ESTree.MemberExpression): boolean {
  let node: Node = access
  for (
    let at = program.parentOf(node);
    at?.type === 'MemberExpression' && at.object === node;
    at = program.parentOf(at)
  )
    node = at
  const call = program.parentOf(node)
  return call?.type === 'CallExpression' && call.callee === node && isResultDropped(program, call)
}
