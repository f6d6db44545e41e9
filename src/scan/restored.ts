/**
 * Finds numbers that every user puts back to zero: `while (i--) mask[code(i)] |= 1 << i`, and the same loop with
 * `mask[code(i)] = 0` before anything else can happen. All calls find the array as it was made.
 */
import type * as ESTree from 'estree'
import { sameText } from './kept-entry.js'
import { onlyValue } from './only-value.js'
import type { Program, Routine } from './program.js'
import { goesTheSameRounds, type Loop } from './same-rounds.js'
import type { Binding } from './scopes.js'
import { endOf, isFunction, type Node, someChild, startOf, textOf } from './syntax.js'

export function isRestored(program: Program, binding: Binding): boolean {
  const value = onlyValue(binding)
  if (value?.type !== 'NewExpression' || !/^\w+Array$/.test(textOf(value.callee))) return false
  const [size] = value.arguments
  const uses = binding.references.filter(({ init }) => !init).map(({ identifier }) => identifier as ESTree.Identifier)
  return size?.type === 'Literal' && typeof size.value === 'number' && uses.every((use) => leavesZeros(program, use))
}

function leavesZeros(program: Program, use: ESTree.Identifier): boolean {
  const access = program.parentOf(use)
  if (access?.type !== 'MemberExpression' || access.object !== use || !access.computed) return false
  const outer = program.parentOf(access)
  if (outer?.type === 'AssignmentExpression' && outer.left === access) {
    return isZeroing(outer, access) || isUndone(program, outer, access)
  }
  return outer !== undefined && isRead(outer)
}

function isRead(outer: Node): boolean {
  if (outer.type === 'UnaryExpression') return outer.operator !== 'delete'
  return /^(VariableDeclarator|(Assignment|Binary|Logical|Conditional)Expression)$/.test(outer.type)
}

function isZeroing(node: Node, access: ESTree.MemberExpression): boolean {
  if (node.type !== 'AssignmentExpression' || node.operator !== '=' || node.right.type !== 'Literal') return false
  return node.right.value === 0 && sameText(node.left, access)
}

/** By a later loop of the same block with the same head, and nothing in between that could end or enter the function. */
function isUndone(program: Program, write: Node, access: ESTree.MemberExpression): boolean {
  const loop = loopAround(program, write)
  const block = loop && program.parentOf(loop)
  const routine = program.routineAround(write)
  if (
    !loop ||
    block?.type !== 'BlockStatement' ||
    !isFunction(routine.node) ||
    routine.node.async ||
    routine.node.generator
  )
    return false
  const undoing = block.body.find((statement) => {
    if (startOf(statement) <= endOf(loop) || !isLoop(statement) || !hasSameHead(statement, loop)) return false
    const zeroed = zeroedBy(statement)
    const isSame = zeroed !== undefined && sameText(zeroed, access)
    return isSame && goesTheSameRounds(program, { loop, used: access }, { loop: statement, used: zeroed })
  })
  return (
    undoing !== undefined &&
    routine.calls.every(isQuiet) &&
    !block.body.some((statement) => {
      const isBetween = startOf(statement) >= startOf(loop) && endOf(statement) <= startOf(undoing)
      return isBetween && (leaves(statement) || mayThrow(program, routine, statement, startOf(loop)))
    })
  )
}

/** What is read of something that nobody asked before `start` may not be there: `list[j].code`. */
function mayThrow(program: Program, routine: Routine, node: Node, start: number): boolean {
  if (node.type === 'MemberExpression' && !isSureObject(program, routine, node.object, start)) return true
  return someChild(node, (child) => mayThrow(program, routine, child, start))
}

function isSureObject(program: Program, routine: Routine, object: Node, start: number): boolean {
  const binding = object.type === 'Identifier' ? program.scopes.bindingOf(object) : undefined
  if (object.type !== 'Identifier' || !binding) return object.type === 'Identifier'
  if (program.ownerOf(binding) !== routine) return onlyValue(binding) !== undefined
  return binding.references.some(({ identifier }) => {
    const access = program.parentOf(identifier as Node)
    const isAsked = access?.type === 'MemberExpression' && access.object === identifier
    return isAsked && endOf(access) <= start && program.routineAround(access) === routine
  })
}

function loopAround(program: Program, write: Node): Loop | undefined {
  const statement = program.parentOf(write)
  const body = statement && program.parentOf(statement)
  const loop = body?.type === 'BlockStatement' ? program.parentOf(body) : body
  return statement?.type === 'ExpressionStatement' && loop && isLoop(loop) ? loop : undefined
}

function isLoop(node: Node): node is Loop {
  return node.type === 'WhileStatement' || node.type === 'ForStatement'
}

function hasSameHead(one: Loop, other: Loop): boolean {
  const parts = (loop: Loop) => (loop.type === 'ForStatement' ? [loop.init, loop.test, loop.update] : [loop.test])
  const [first, second] = [parts(one), parts(other)]
  return (
    first.length === second.length &&
    first.every((part, at) => {
      const same = second[at]
      return part && same ? sameText(part, same) : part === same
    })
  )
}

/** The element that its body puts back, and nothing else. */
function zeroedBy({ body }: Loop): ESTree.MemberExpression | undefined {
  const [statement, ...others] = body.type === 'BlockStatement' ? body.body : [body]
  const assignment = statement?.type === 'ExpressionStatement' ? statement.expression : undefined
  if (others.length > 0 || assignment?.type !== 'AssignmentExpression') return undefined
  const { left } = assignment
  return left.type === 'MemberExpression' && isZeroing(assignment, left) ? left : undefined
}

/** It runs no code of others. */
function isQuiet(call: Node): boolean {
  return call.type === 'CallExpression' && /^Math\.\w+$|\.(charCodeAt|codePointAt)$/.test(textOf(call.callee))
}

function leaves(node: Node): boolean {
  if (/^(Break|Return|Throw|Continue)Statement$/.test(node.type)) return true
  return someChild(node, leaves)
}
