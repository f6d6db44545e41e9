/**
 * Tells whether a function sets the elements of an outer array in a loop before it reads any: `while (i < n) row[i] = ++i`,
 * then `row[j]` under `j < n`. What earlier calls left there is never seen.
 */
import type * as ESTree from 'estree'
import { type Counted, countedLoop, countsUp, isUnconditionalIn } from './counted-loop.js'
import type { Program, Routine } from './program.js'
import type { Binding } from './scopes.js'
import { aroundStatement } from './sure-write.js'
import { endOf, isFunction, type Node, startOf } from './syntax.js'

/** `uses` of the array, in the order of the text. */
export function fillsElementsFirst(program: Program, uses: ESTree.Identifier[], routine: Routine): boolean {
  const { node } = routine
  const first = uses[0] && plainWrite(program, uses[0])
  const filling = first && isFunction(node) ? loopAround(program, first, node.body) : undefined
  if (!first || !filling || !setsEach(program, first, filling)) return false
  const setsLast = uses.find((use) => {
    const write = plainWrite(program, use)
    const isSure = write && startOf(write) > endOf(filling.loop) && aroundStatement(program, write) === node.body
    return isSure && boundAs(program, (write.left as ESTree.MemberExpression).property) === filling.bound
  })
  return uses.every((use) => {
    const access = program.parentOf(use)
    if (access?.type !== 'MemberExpression' || access.object !== use || !access.computed) return false
    // One below it may be called when others have been there.
    if (program.routineAround(use) !== routine) return false
    if (plainWrite(program, use)) return true
    const lastIsSet = setsLast !== undefined && startOf(setsLast) < startOf(use)
    return startOf(use) > endOf(filling.loop) && isBelow(program, access, filling.bound, lastIsSet)
  })
}

/** `row[x] = value`. */
function plainWrite(program: Program, use: ESTree.Identifier): ESTree.AssignmentExpression | undefined {
  const access = program.parentOf(use)
  const outer = access && program.parentOf(access)
  const isWrite = outer?.type === 'AssignmentExpression' && outer.operator === '=' && outer.left === access
  return isWrite && access?.type === 'MemberExpression' && access.computed ? outer : undefined
}

/** The loop that is a statement of the function's own body. */
function loopAround(program: Program, node: Node, body: Node): Counted | undefined {
  for (let at = program.parentOf(node); at && at !== body; at = program.parentOf(at)) {
    if (program.parentOf(at) === body) return countedLoop(program, at)
  }
  return undefined
}

/** Once for every value of the counter, from 0. */
function setsEach(program: Program, write: ESTree.AssignmentExpression, filling: Counted): boolean {
  const index = (write.left as ESTree.MemberExpression).property
  const { counter, loop, startsAtZero, stepsAfter, isLeftEarly } = filling
  return (
    boundAs(program, index) === counter &&
    startsAtZero &&
    !isLeftEarly &&
    stepsAfter(index) &&
    isUnconditionalIn(program, write, loop)
  )
}

function boundAs(program: Program, node: Node): Binding | undefined {
  return node.type === 'Identifier' ? program.scopes.bindingOf(node) : undefined
}

/** `row[j]` where `j < n`, or `row[j + 1]` where `row[n]` was set too. */
function isBelow(program: Program, access: ESTree.MemberExpression, bound: Binding, lastIsSet: boolean): boolean {
  const { property } = access
  const isNext =
    property.type === 'BinaryExpression' &&
    property.operator === '+' &&
    property.right.type === 'Literal' &&
    property.right.value === 1
  const index: Node = isNext ? property.left : property
  const counter = boundAs(program, index)
  if (!counter || (isNext && !lastIsSet)) return false
  for (let at = program.parentOf(access); at && !isFunction(at); at = program.parentOf(at)) {
    const around = countedLoop(program, at)
    if (around?.counter === counter)
      return around.bound === bound && around.stepsAfter(index) && countsUp(program, counter)
  }
  return false
}
