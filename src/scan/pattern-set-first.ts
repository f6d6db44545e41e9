/**
 * Tells whether a function starts a pattern anew that it takes out of a table: `const re = table[kind]; re.lastIndex = 0`,
 * before it asks it anything. Where others left it does not matter then, as with a pattern that has a name of its own.
 */
import type * as ESTree from 'estree'
import type { Program, Routine } from './program.js'
import { type Binding, parameterPosition, writesTo } from './scopes.js'
import { endOf, isFunction, isInside, type Node, propertyName, startOf } from './syntax.js'

/** `target` is `re.lastIndex`, which `node` writes in the text of `routine`. */
export function startsPatternAnew(
  program: Program,
  target: ESTree.MemberExpression,
  node: Node,
  routine: Routine,
): boolean {
  const binding = target.object.type === 'Identifier' ? program.scopes.bindingOf(target.object) : undefined
  if (!binding || propertyName(target) !== 'lastIndex' || !isTakenOnce(program, binding, routine)) return false
  const uses = binding.references.filter(({ init }) => !init).map(({ identifier }) => identifier as ESTree.Identifier)
  const [first, ...others] = uses.sort((one, other) => startOf(one) - startOf(other))
  const access = first && program.parentOf(first)
  const start = access && program.parentOf(access)
  if (start?.type !== 'AssignmentExpression' || start.left !== access || !isStart(start)) return false
  const block = statementBlock(program, start)
  if (!block || !isInside(node, block)) return false
  return others.every((use) => {
    return isInside(use, block) && program.routineAround(use) === routine && asksPattern(program, use)
  })
}

/** A variable of the call, that is given its one value where it is declared. */
function isTakenOnce(program: Program, binding: Binding, routine: Routine): boolean {
  const [write, ...others] = writesTo(binding)
  const isPlain = isFunction(routine.node) && !routine.node.async && !routine.node.generator
  const isOwn = program.ownerOf(binding) === routine && !parameterPosition(binding)
  return isPlain && isOwn && write?.init === true && others.length === 0
}

/** `re.lastIndex = 0` */
function isStart({ left, operator, right }: ESTree.AssignmentExpression): boolean {
  return left.type === 'MemberExpression' && propertyName(left) === 'lastIndex' && operator === '=' && isNumber(right)
}

function isNumber(node: Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'number'
}

/** What follows in it comes after the statement. */
function statementBlock(program: Program, expression: Node): Node | undefined {
  const statement = program.parentOf(expression)
  const block = statement?.type === 'ExpressionStatement' ? program.parentOf(statement) : undefined
  return block?.type === 'BlockStatement' && endOf(block) > endOf(expression) ? block : undefined
}

/** `re.exec(text)`, `re.test(text)`, `re.lastIndex`. */
function asksPattern(program: Program, use: ESTree.Identifier): boolean {
  const access = program.parentOf(use)
  if (access?.type !== 'MemberExpression' || access.object !== use) return false
  const name = propertyName(access)
  const outer = program.parentOf(access)
  return name === 'lastIndex' || (/^(exec|test)$/.test(name ?? '') && outer?.type === 'CallExpression')
}
