/** Reads `for (i = 0; i < n; i++)`, and `while (i < n)` with one `i++` in it, as a counter below a bound. */
import type * as ESTree from 'estree'
import type { Program } from './program.js'
import { type Binding, parameterPosition, writesTo } from './scopes.js'
import { endOf, isFunction, type Node, someChild, startOf } from './syntax.js'

export interface Counted {
  loop: ESTree.WhileStatement | ESTree.ForStatement
  counter: Binding
  /** It is given no other value from the loop on. */
  bound: Binding
  startsAtZero: boolean
  /** At `place`, in the loop, the counter is still what the test found below the bound. */
  stepsAfter(place: Node): boolean
  isLeftEarly: boolean
}

export function countedLoop(program: Program, loop: Node): Counted | undefined {
  if ((loop.type !== 'WhileStatement' && loop.type !== 'ForStatement') || loop.test?.type !== 'BinaryExpression') return
  const { operator, left, right } = loop.test
  const stepped = left.type === 'UpdateExpression' && left.operator === '++' && left.prefix ? left : undefined
  const name = stepped ? stepped.argument : left
  const counter = name.type === 'Identifier' ? program.scopes.bindingOf(name) : undefined
  const bound = right.type === 'Identifier' ? program.scopes.bindingOf(right) : undefined
  if (operator !== '<' || !counter || !bound) return
  if (!isWrittenBeside(program, counter, loop) || !isWrittenBeside(program, bound, loop)) return
  const writes = writesTo(counter).map(({ identifier }) => identifier)
  const [init, update] = loop.type === 'ForStatement' ? [loop.init, loop.update] : []
  const steps = writes.filter((identifier) => isIn(identifier, loop) && !isIn(identifier, init))
  const [step] = steps
  if (!step || steps.length > 1 || !isStep(program.parentOf(step)) || !keepsItsValue(bound, loop)) return
  const stepsAtEnd = isIn(step, update) || isIn(step, loop.test)
  return {
    loop,
    counter,
    bound,
    startsAtZero: stepped === undefined && startsAtZero(program, counter, loop),
    stepsAfter: (place) => stepsAtEnd || startOf(place) < startOf(step),
    isLeftEarly: leavesEarly(loop.body),
  }
}

/** It never is below 0: it is given whole numbers, and gets one more. */
export function countsUp(program: Program, counter: Binding): boolean {
  return writesTo(counter).every(({ identifier, value, partial }) => {
    if (isStep(program.parentOf(identifier))) return true
    return !partial && value?.type === 'Literal' && isPlainWrite(program, identifier) && Number.isInteger(value.value)
  })
}

/** Reached in every round: no condition and no other loop stands between it and the body of the loop. */
export function isUnconditionalIn(program: Program, node: Node, loop: Counted['loop']): boolean {
  const statement = program.parentOf(node)
  if (statement?.type !== 'ExpressionStatement') return false
  const parent = program.parentOf(statement)
  return statement === loop.body || (parent !== undefined && parent === loop.body)
}

/** The last that was written before: `i = 0`. */
function startsAtZero(program: Program, counter: Binding, loop: Counted['loop']): boolean {
  const begin = startOf(loop.type === 'ForStatement' && loop.init ? (loop.test as Node) : loop)
  const last = writesTo(counter)
    .filter(({ identifier }) => startOf(identifier) < begin)
    .at(-1)
  if (!last?.value || last.partial || last.value.type !== 'Literal' || last.value.value !== 0) return false
  return isPlainWrite(program, last.identifier) && isAlwaysPassed(program, last.identifier, loop)
}

export function isPlainWrite(program: Program, identifier: Node): boolean {
  const parent = program.parentOf(identifier)
  if (parent?.type === 'VariableDeclarator') return parent.id === identifier
  return parent?.type === 'AssignmentExpression' && parent.left === identifier && parent.operator === '='
}

/** It stands in the head of the loop, or in a statement of the block that the loop is in. */
export function isAlwaysPassed(program: Program, node: Node, loop: Node): boolean {
  const block = program.parentOf(loop)
  for (let at: Node | undefined = node; at && !isFunction(at); at = program.parentOf(at)) {
    if (at === loop) return true
    const parent = program.parentOf(at)
    if (parent && /^(Logical|Conditional)Expression$/.test(parent.type)) return false
    if (parent === block) return /^(ExpressionStatement|VariableDeclaration)$/.test(at.type)
  }
  return false
}

/** By the function that the loop is in, or once and for all. */
export function isWrittenBeside(program: Program, binding: Binding, loop: Node): boolean {
  const routine = program.routineAround(loop)
  const writes = writesTo(binding)
  const isConstant = writes.length === 1 && writes[0]?.init === true && !parameterPosition(binding)
  const isOwn = program.ownerOf(binding) === routine
  return isConstant || (isOwn && writes.every(({ identifier }) => program.routineAround(identifier) === routine))
}

function keepsItsValue(bound: Binding, loop: Node): boolean {
  return writesTo(bound).every(({ identifier }) => endOf(identifier) <= startOf(loop))
}

function isStep(node: Node | undefined): boolean {
  return node?.type === 'UpdateExpression' && node.operator === '++'
}

function isIn(node: Node, around: Node | null | undefined): boolean {
  return around != null && startOf(around) <= startOf(node) && endOf(node) <= endOf(around)
}

function leavesEarly(node: Node): boolean {
  if (isFunction(node)) return false
  if (/^(Break|Return|Throw|Continue)Statement$/.test(node.type)) return true
  return someChild(node, leavesEarly)
}
