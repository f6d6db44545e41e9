/** Finds functions that ask who called them: the stack of an error that they make only to read it. */
import type * as ESTree from 'estree'
import { type Effect, reasonEffect } from './effects.js'
import { nameOf, type Program, type Routine } from './program.js'
import { readsOf } from './scopes.js'
import { type CallNode, type Node, propertyName, textOf } from './syntax.js'

const ERROR_NAME = /^([A-Z]\w*)?Error$/

/** An error that is thrown, or that the function was given, is no question. */
export function stackReads(program: Program, routine: Routine): Effect[] {
  return routine.calls.flatMap((call) => {
    const asked = holderOf(program, call)
    const read = asked.find((node) => isStackRead(program, node))
    return read ? [reasonEffect('reads-stack', program.lineOf(read), `${textOf(read)}.stack`)] : []
  })
}

/** What holds the stack after `call`: the error itself and the uses of the variable that it is put into. */
function holderOf(program: Program, call: CallNode): readonly Node[] {
  const callee = textOf(call.type === 'TaggedTemplateExpression' ? call.tag : call.callee)
  if (callee === 'Error.captureStackTrace' && call.type === 'CallExpression') {
    return call.arguments[0]?.type === 'Identifier' ? usesOf(program, call.arguments[0]) : []
  }
  if (!ERROR_NAME.test(callee)) return []
  const parent = program.parentOf(call)
  const isKept = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
  return isKept ? [call, ...usesOf(program, parent.id as ESTree.Identifier)] : [call]
}

function usesOf(program: Program, identifier: ESTree.Identifier): readonly Node[] {
  const binding = program.scopes.bindingOf(identifier)
  return binding ? readsOf(binding) : []
}

function isStackRead(program: Program, node: Node): boolean {
  const access = program.parentOf(node)
  if (access?.type !== 'MemberExpression' || access.object !== node || propertyName(access) !== 'stack') return false
  const outer = program.parentOf(access)
  return !(outer?.type === 'AssignmentExpression' && outer.left === access) && !isGivenToError(program, access)
}

/** `this.stack = new Error(message).stack` where an error is made: that has no more then than any other error. */
function isGivenToError(program: Program, access: Node): boolean {
  let at = access
  let outer = program.parentOf(at)
  while (outer?.type === 'LogicalExpression' || outer?.type === 'ChainExpression') {
    at = outer
    outer = program.parentOf(at)
  }
  if (outer?.type !== 'AssignmentExpression' || outer.right !== at || outer.left.type !== 'MemberExpression')
    return false
  if (outer.left.object.type !== 'ThisExpression' || propertyName(outer.left) !== 'stack') return false
  const maker = program.routineAround(outer).node
  return ERROR_NAME.test(nameOf(program, maker).replace(/\.constructor$/, ''))
}
