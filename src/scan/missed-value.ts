/** Says which answer of a look-up the program takes for a miss: what the first test that it is put to lets pass or not. */
import type * as ESTree from 'estree'
import type { MarkRole } from '../wire/cache-marks.js'
import type { Program } from './program.js'
import { readsOf } from './scopes.js'
import { isFunction, type Node, startOf } from './syntax.js'

type LookRole = Extract<MarkRole, `look${string}`>

/** undefined: nothing that can be seen tests it. */
export function testedRole(program: Program, look: Node): LookRole | undefined {
  const tests = testsOf(program, look)
  // An entry that is null may well say that there is nothing to be found: where something else tells a miss, that does.
  const [first] =
    look.type === 'CallExpression' && tests.every((test) => test === 'look-null') ? tests : missTests(tests)
  return first ?? (tests.length > 0 ? 'look' : undefined)
}

function missTests(tests: readonly LookRole[]): LookRole[] {
  return tests.filter((test) => test !== 'look-null')
}

function testsOf(program: Program, look: Node): LookRole[] {
  const direct = testOf(program, look)
  return direct ? [direct] : testsOfVariable(program, look)
}

/** `cache[key] !== undefined`: whether there is one. */
export function comparedWithMiss(program: Program, look: Node): Node | undefined {
  const parent = program.parentOf(look)
  if (parent?.type !== 'BinaryExpression' || !parent.operator.startsWith('!')) return undefined
  return compared(parent, look) ? parent : undefined
}

/** `const hit = cache.get(key); if (hit)`, and `if ((hit = cache.get(key)))`, in the order of the text. */
function testsOfVariable(program: Program, look: Node): LookRole[] {
  const parent = program.parentOf(look)
  const target =
    parent?.type === 'VariableDeclarator'
      ? parent.id
      : parent?.type === 'AssignmentExpression' && parent.operator === '=' && parent.right === look
        ? parent.left
        : undefined
  if (!target || !parent) return []
  const binding = target.type === 'Identifier' ? program.scopes.bindingOf(target) : undefined
  const direct = parent.type === 'AssignmentExpression' ? testOf(program, parent) : undefined
  if (direct || !binding) return direct ? [direct] : []
  const owner = program.routineAround(look)
  return readsOf(binding)
    .filter((read) => startOf(read) > startOf(look) && program.routineAround(read) === owner)
    .sort((a, b) => startOf(a) - startOf(b))
    .flatMap((read) => testOf(program, read) ?? [])
}

/** undefined: it is not tested where it stands. */
function testOf(program: Program, node: Node): LookRole | undefined {
  const parent = program.parentOf(node)
  switch (parent?.type) {
    case 'ChainExpression':
      return testOf(program, parent)
    case 'LogicalExpression':
      if (parent.left !== node) return testOf(program, parent)
      return parent.operator === '??' ? 'look-nullish' : 'look-falsy'
    case 'UnaryExpression':
      if (parent.operator === 'typeof') return comparedKind(program, parent)
      return parent.operator === '!' ? 'look-falsy' : undefined
    case 'BinaryExpression':
      return compared(parent, node)
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
      return parent.test === node ? 'look-falsy' : undefined
    default:
      return undefined
  }
}

/** `typeof cache[key] !== 'undefined'`. */
function comparedKind(program: Program, kind: Node): LookRole | undefined {
  return program.parentOf(kind)?.type === 'BinaryExpression' ? 'look' : undefined
}

function compared({ operator, left, right }: ESTree.BinaryExpression, node: Node): LookRole | undefined {
  if (!/^[!=]==?$/.test(operator)) return undefined
  const unset = unsetValue(left === node ? right : left)
  if (unset === undefined) return undefined
  if (operator.length === 2) return 'look-nullish'
  return unset === 'null' ? 'look-null' : 'look'
}

/** Which of the values that stand for none it says; undefined: neither. */
export function unsetValue(node: Node): 'null' | 'undefined' | undefined {
  if (node.type === 'Literal') return node.raw === 'null' ? 'null' : undefined
  const isUndefined = node.type === 'Identifier' ? node.name === 'undefined' : isVoid(node)
  return isUndefined ? 'undefined' : undefined
}

function isVoid(node: Node): boolean {
  return !isFunction(node) && node.type === 'UnaryExpression' && node.operator === 'void'
}
