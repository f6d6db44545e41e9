/**
 * Tells whether a function starts a pattern anew that it takes out of a table: `const re = table[kind]; re.lastIndex = 0`,
 * before it asks it anything. Where others left it does not matter then, as with a pattern that has a name of its own.
 */
import type * as ESTree from 'estree'
import { isInExport } from './init-time.js'
import type { Program, Routine } from './program.js'
import { type Binding, parameterPosition, readsOf, writesTo } from './scopes.js'
import { isNumber } from './setting-values.js'
import { endOf, isFunction, isInside, type Node, propertyName, startOf } from './syntax.js'

/** `target` is `re.lastIndex`, which `node` writes in the text of `routine`. */
export function startsPatternAnew(
  program: Program,
  target: ESTree.MemberExpression,
  node: Node,
  routine: Routine,
): boolean {
  const binding = target.object.type === 'Identifier' ? program.scopes.bindingOf(target.object) : undefined
  if (!binding || propertyName(target) !== 'lastIndex') return false
  const block = startedIn(program, binding, routine)
  return block !== undefined && isInside(node, block) && isStartedByAll(program, binding)
}

/** Where it is taken, started and only then asked; undefined: it is not so. */
function startedIn(program: Program, binding: Binding, routine: Routine): Node | undefined {
  if (!isTakenOnce(program, binding, routine)) return undefined
  const uses = binding.references.filter(({ init }) => !init).map(({ identifier }) => identifier as ESTree.Identifier)
  const [first, ...others] = uses.sort((one, other) => startOf(one) - startOf(other))
  const access = first && program.parentOf(first)
  const start = access && program.parentOf(access)
  if (start?.type !== 'AssignmentExpression' || start.left !== access || !isStart(start)) return undefined
  const block = statementBlock(program, start)
  const isOnlyAsked = (use: ESTree.Identifier) =>
    block && isInside(use, block) && program.routineAround(use) === routine && asksPattern(program, use)
  return others.every(isOnlyAsked) ? block : undefined
}

/** Nobody takes a pattern out of the same table to go on from where this one was left; of arguments `observe` sees it. */
function isStartedByAll(program: Program, pattern: Binding): boolean {
  let from = writesTo(pattern)[0]?.value
  while (from?.type === 'MemberExpression') from = from.object
  const table = from?.type === 'Identifier' ? program.scopes.bindingOf(from) : undefined
  if (!table || parameterPosition(table)) return true
  // Other files may ask any of them.
  const isExported = table.identifiers.some((identifier) => isInExport(program, identifier as Node))
  return !isExported && readsOf(table).every((read) => goesOnWithNone(program, read))
}

/** `const re = table[kind]`, started as well, or a question whether there is one. */
function goesOnWithNone(program: Program, read: Node): boolean {
  let [access, parent] = [read, program.parentOf(read)]
  while (parent?.type === 'MemberExpression' && parent.object === access) {
    access = parent
    parent = program.parentOf(parent)
  }
  if (access.type === 'MemberExpression' && propertyName(access) === 'lastIndex') return false
  if (parent?.type !== 'VariableDeclarator') return /^(Unary|Binary|If)/.test(parent?.type ?? '')
  const taken = parent.id.type === 'Identifier' ? program.scopes.bindingOf(parent.id) : undefined
  return taken !== undefined && startedIn(program, taken, program.routineAround(read)) !== undefined
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
