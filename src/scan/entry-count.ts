/** Finds the numbers that only say when a cache is full, `if (++size > MAX) { cache = {}; size = 0 }`: no result tells them. */
import type * as ESTree from 'estree'
import { isInExport } from './init-time.js'
import type { Program, Routine } from './program.js'
import { type Binding, writesTo } from './scopes.js'
import { isFunction, type Node } from './syntax.js'

/**
 * All that `routine` does with `count` is to count, and to ask whether it is time to empty what it keeps; nobody else uses
 * it, or sets it to anything but 0. `empties`: whether a use of something kept empties it.
 */
export function countsEntries(
  program: Program,
  count: Binding,
  routine: Routine,
  empties: (identifier: ESTree.Identifier) => boolean,
): boolean {
  const isCount = (node: Node) => node.type === 'Identifier' && program.scopes.bindingOf(node) === count
  if (count.identifiers.some((identifier) => isInExport(program, identifier as Node))) return false
  const isNumber = writesTo(count).every(({ value, init }) => !init || (value && isZero(value)))
  const uses = count.references.filter(({ init }) => init !== true).map(({ identifier }) => identifier as Node)
  return isNumber && uses.every((use) => isReset(program, use) || isCounting(use) || isBound(use))

  /** `size++` as a statement. */
  function isCounting(use: Node): boolean {
    const parent = program.parentOf(use)
    const isStep =
      parent?.type === 'UpdateExpression' ||
      (parent?.type === 'AssignmentExpression' &&
        parent.left === use &&
        /^[+-]=$/.test(parent.operator) &&
        isOne(parent))
    return isStep && program.routineAround(use) === routine && program.parentOf(parent)?.type === 'ExpressionStatement'
  }

  /** In a test, alone or counted on, of an `if` that does nothing but empty. */
  function isBound(use: Node): boolean {
    if (program.routineAround(use) !== routine) return false
    let from = use
    for (let at = program.parentOf(use); at && !isFunction(at); at = program.parentOf(at)) {
      if (at.type === 'IfStatement') return at.test === from && !at.alternate && onlyEmpties(at.consequent)
      if (at.type !== 'UpdateExpression' && at.type !== 'BinaryExpression') return false
      if (at.type === 'BinaryExpression' && !/^([<>]=?|===?)$/.test(at.operator)) return false
      from = at
    }
    return false
  }

  function onlyEmpties(node: Node): boolean {
    if (node.type === 'BlockStatement') return node.body.every(onlyEmpties)
    if (node.type !== 'ExpressionStatement') return false
    const { expression } = node
    const touched =
      expression.type === 'AssignmentExpression'
        ? expression.left
        : expression.type === 'CallExpression' && expression.callee.type === 'MemberExpression'
          ? expression.callee.object
          : undefined
    if (touched?.type !== 'Identifier') return false
    return isCount(touched) ? isReset(program, touched) : empties(touched)
  }
}

function isReset(program: Program, use: Node): boolean {
  const parent = program.parentOf(use)
  const isSet = parent?.type === 'AssignmentExpression' && parent.left === use && parent.operator === '='
  return isSet && isZero(parent.right) && program.parentOf(parent)?.type === 'ExpressionStatement'
}

function isZero(node: Node): boolean {
  return node.type === 'Literal' && node.value === 0
}

function isOne({ right }: ESTree.AssignmentExpression): boolean {
  return right.type === 'Literal' && right.value === 1
}
