/** Everything that a routine's own text does, calls aside of their targets in the file. */
import { natureOfGlobal } from './builtins.js'
import type { DirectCalls } from './direct-calls.js'
import type { DirectWrites } from './direct-writes.js'
import { type Effect, reasonEffect } from './effects.js'
import type { Edge } from './origin.js'
import type { Program, Routine } from './program.js'
import { stackReads } from './stack-reads.js'
import { isFunction, type Node, propertyName } from './syntax.js'

export interface DirectEffects {
  effects: Effect[]
  edges: Edge[]
}

export function directEffectsOf(
  program: Program,
  writes: DirectWrites,
  calls: DirectCalls,
  routine: Routine,
): DirectEffects {
  const called = calls.of(routine)
  const effects = [
    ...generator(program, routine),
    ...globalReads(program, routine),
    ...stackReads(program, routine),
    ...writes.of(routine),
    ...called.effects,
  ]
  return { effects, edges: called.edges }
}

function generator(program: Program, { node }: Routine): Effect[] {
  if (!isFunction(node) || !node.generator) return []
  return [reasonEffect('generator', program.lineOf(node), 'yield')]
}

/** Reads of the environment and the clock that are not calls: `process.env.X`, `performance.timeOrigin`. */
function globalReads(program: Program, routine: Routine): Effect[] {
  return routine.globals.flatMap((identifier) => {
    if (!/^(process|navigator|location|document|performance|localStorage|sessionStorage)$/.test(identifier.name))
      return []
    const path = readPath(program, identifier)
    const nature = path === undefined ? undefined : natureOfGlobal(path)
    if (path === undefined || nature === undefined || nature === 'pure') return []
    return [reasonEffect(nature, program.lineOf(identifier), path)]
  })
}

/** `process.env.X` around the identifier; undefined: it is only asked for its type, or called (which calls report). */
function readPath(program: Program, identifier: Node & { name: string }): string | undefined {
  let path = identifier.name
  let at: Node = identifier
  let parent = program.parentOf(at)
  while (parent?.type === 'MemberExpression' && parent.object === at) {
    const name = propertyName(parent)
    if (name !== undefined) path += `.${name}`
    at = parent
    parent = program.parentOf(at)
  }
  if (parent?.type === 'UnaryExpression' && parent.operator === 'typeof') return undefined
  const isCalled = (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee === at
  return isCalled ? undefined : path
}
