/** Finds functions that ask who called them: the stack of an error that they make only to read it. */
import type * as ESTree from 'estree'
import { type Effect, reasonEffect } from './effects.js'
import type { Program, Routine } from './program.js'
import { readsOf } from './scopes.js'
import { type CallNode, type Node, propertyName, textOf } from './syntax.js'

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
  if (!/^([A-Z]\w*)?Error$/.test(callee)) return []
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
  return !(outer?.type === 'AssignmentExpression' && outer.left === access)
}
