/** What a routine that is entered over an edge has for its `this`: every expression that it may be, as the caller sees it. */
import { bindCall, receiverOfCallback } from './call-arguments.js'
import type { Callees } from './callee.js'
import { takenApart } from './getter-reads.js'
import type { Edge } from './origin.js'
import type { Program, Routine } from './program.js'
import { type CallNode, type Node, propertyName, unwrapped } from './syntax.js'

export function receiversOver(program: Program, callees: Callees, { routine, call, elementsOf }: Edge): Node[] {
  const receivers = () => {
    if (elementsOf !== undefined) return [receiverOfCallback(call, (argument) => mayBe(callees, argument, routine))]
    if (call.type === 'MemberExpression') return [call.object]
    if (call.type === 'ObjectPattern') return [takenApart(program, call)]
    return [bindCall(program, call)?.arguments[0], receiverOf(call)]
  }
  return receivers().filter((receiver) => receiver !== undefined)
}

/** `object.method()`, `method.call(object)`, `super()`. */
function receiverOf(call: CallNode): Node | undefined {
  if (call.type !== 'CallExpression') return undefined
  const callee = unwrapped(call.callee)
  if (callee.type === 'Super') return callee
  if (callee.type !== 'MemberExpression') return undefined
  return /^(call|apply)$/.test(propertyName(callee) ?? '') ? call.arguments[0] : callee.object
}

function mayBe(callees: Callees, node: Node, routine: Routine): boolean {
  return callees.meaningsOf(node).some((one) => one.kind === 'routine' && one.routine === routine)
}
