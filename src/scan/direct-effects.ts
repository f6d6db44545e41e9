/** Everything that a routine's own text does, calls aside of their targets in the file. */
import type { DirectCalls } from './direct-calls.js'
import type { DirectWrites } from './direct-writes.js'
import { type Effect, reasonEffect } from './effects.js'
import type { EnvironmentReads } from './environment-reads.js'
import type { ImplicitCalls } from './implicit-calls.js'
import type { Edge } from './origin.js'
import type { Program, Routine } from './program.js'
import { stackReads } from './stack-reads.js'
import { isFunction } from './syntax.js'

export interface DirectEffects {
  effects: Effect[]
  edges: Edge[]
}

export interface Readers {
  writes: DirectWrites
  calls: DirectCalls
  implicit: ImplicitCalls
  environment: EnvironmentReads
}

export function directEffectsOf(program: Program, readers: Readers, routine: Routine): DirectEffects {
  const called = readers.calls.of(routine)
  const implied = readers.implicit.of(routine)
  const effects = [
    ...generator(program, routine),
    ...readers.environment.of(routine),
    ...stackReads(program, routine),
    ...callerReads(program, routine),
    ...readers.writes.of(routine),
    ...called.effects,
    ...implied.effects,
  ]
  return { effects, edges: [...called.edges, ...implied.edges] }
}

function generator(program: Program, { node }: Routine): Effect[] {
  if (!isFunction(node) || !node.generator) return []
  return [reasonEffect('generator', program.lineOf(node), 'yield')]
}

/** `new.target`, `arguments.callee`: how it is called is no argument. */
function callerReads(program: Program, { asides }: Routine): Effect[] {
  return asides.map((node) => {
    if (node.type === 'ImportExpression') return reasonEffect('calls-unknown', program.lineOf(node), 'import')
    const subject = node.type === 'MetaProperty' ? 'new.target' : 'arguments.callee'
    return reasonEffect('reads-caller', program.lineOf(node), subject)
  })
}
