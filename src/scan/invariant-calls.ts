/** Finds calls that every round of a loop makes with the same arguments: one call before the loop would do. */
import type { Callees } from './callee.js'
import type { Program, Routine } from './program.js'
import { writesTo } from './scopes.js'
import { type CallNode, isInside, type Node } from './syntax.js'

/** Lines of such calls, by the function that they call. What is read of objects may change from round to round. */
export function invariantCalls(program: Program, callees: Callees): Map<Routine, number[]> {
  const found = new Map<Routine, number[]>()
  for (const routine of program.routines) {
    if (routine.loops.length === 0) continue
    for (const call of routine.calls) {
      const called = soleRoutine(callees, call)
      const loop = called && innermost(routine.loops, call)
      if (!called || !loop || call.type !== 'CallExpression') continue
      if (call.arguments.every((argument) => staysTheSame(program, argument, loop))) {
        found.set(called, [...(found.get(called) ?? []), program.lineOf(call)])
      }
    }
  }
  return found
}

function soleRoutine(callees: Callees, call: CallNode): Routine | undefined {
  if (call.type !== 'CallExpression' || call.callee.type !== 'Identifier') return undefined
  const [meaning, ...others] = callees.meaningsOf(call.callee)
  return meaning?.kind === 'routine' && others.length === 0 ? meaning.routine : undefined
}

/** Loops come from the outside in. */
function innermost(loops: readonly Node[], call: Node): Node | undefined {
  return loops.findLast((loop) => 'body' in loop && isInside(call, loop.body as Node))
}

function staysTheSame(program: Program, argument: Node, loop: Node): boolean {
  if (argument.type === 'Literal') return true
  const binding = argument.type === 'Identifier' ? program.scopes.bindingOf(argument) : undefined
  if (!binding || binding.identifiers.some((name) => isInside(name as Node, loop))) return false
  return writesTo(binding).every(({ init }) => init)
}
