/**
 * Tells whether a search with a pattern is never left before there is no match, which resets the pattern:
 * `while ((match = pattern.exec(text)))`, and what asks the match of a search instead of the search.
 */
import type * as ESTree from 'estree'
import type { Program } from './program.js'
import { type Binding, writesTo } from './scopes.js'
import { endOf, isFunction, type Node, someChild, startOf } from './syntax.js'

export function isExhausted(program: Program, pattern: Binding, call: Node): boolean {
  const { node } = program.routineAround(call)
  // Other calls may come between.
  if (isFunction(node) && (node.async || node.generator)) return false
  const loop = loopAsking(program, call)
  if (loop) return !isLeftEarly(loop.body)
  const match = matchOf(program, call)
  return match !== undefined && isAskedUntilNone(program, pattern, match)
}

/** The loop that is entered and gone on with while `call` finds something. */
function loopAsking(program: Program, call: Node): ESTree.ForStatement | ESTree.WhileStatement | undefined {
  let from = call
  let at = program.parentOf(call)
  while (at?.type === 'AssignmentExpression' || (at?.type === 'BinaryExpression' && /^!==?$/.test(at.operator))) {
    from = at
    at = program.parentOf(at)
  }
  if (at?.type !== 'ForStatement' && at?.type !== 'WhileStatement') return undefined
  return at.test === from ? at : undefined
}

/** `let match = pattern.exec(text)`, `match = pattern.exec(text)`. */
function matchOf(program: Program, call: Node): Binding | undefined {
  const parent = program.parentOf(call)
  const isDeclared = parent?.type === 'VariableDeclarator' && parent.init === call
  const isAssigned = parent?.type === 'AssignmentExpression' && parent.right === call && parent.operator === '='
  const target = isDeclared ? parent.id : isAssigned ? parent.left : undefined
  return target?.type === 'Identifier' ? program.scopes.bindingOf(target) : undefined
}

/**
 * All searches of a function give their match to one variable that has nothing else: the first one in a statement of the
 * block in which, with nothing between that leaves it, a loop ends where there is none.
 */
function isAskedUntilNone(program: Program, pattern: Binding, match: Binding): boolean {
  const owner = program.ownerOf(match)
  const searches = writesTo(match).flatMap(({ value }) => (value ? [value] : []))
  const [first, ...others] = searches.sort((one, other) => startOf(one) - startOf(other))
  if (!first || writesTo(match).length !== searches.length) return false
  if (!searches.every((value) => isSearch(program, pattern, value) && program.routineAround(value) === owner))
    return false
  const statement = statementAround(program, first)
  const block = program.parentOf(statement)
  if (block?.type !== 'BlockStatement' && block?.type !== 'Program') return false
  const siblings: Node[] = block.body
  const after = siblings.slice(siblings.indexOf(statement) + 1)
  const end = after.find((sibling) => endsAtNone(program, match, sibling))
  if (!end || after.slice(0, after.indexOf(end)).some(isLeftEarly)) return false
  return others.every((search) => startOf(search) > startOf(end) && endOf(search) <= endOf(end))
}

function isSearch(program: Program, pattern: Binding, value: Node): boolean {
  if (value.type !== 'CallExpression' || value.callee.type !== 'MemberExpression') return false
  const { object } = value.callee
  return object.type === 'Identifier' && program.scopes.bindingOf(object) === pattern
}

function statementAround(program: Program, node: Node): Node {
  let at = node
  for (let parent = program.parentOf(at); parent && !/^(BlockStatement|Program)$/.test(parent.type); ) {
    at = parent
    parent = program.parentOf(at)
  }
  return at
}

/** `while (match) {...}`, or `if (match) { do {...} while ((match = pattern.exec(text))) ... }`. */
function endsAtNone(program: Program, match: Binding, statement: Node): boolean {
  const asks = (test: Node | null | undefined) => test != null && asksForMatch(program, match, test)
  if (statement.type === 'WhileStatement' || statement.type === 'ForStatement') {
    const isPlain = statement.type === 'WhileStatement' || !statement.init
    return isPlain && asks(statement.test) && !isLeftEarly(statement.body)
  }
  if (statement.type !== 'IfStatement' || !asks(statement.test)) return false
  const { consequent } = statement
  const [loop] = consequent.type === 'BlockStatement' ? consequent.body : [consequent]
  return loop?.type === 'DoWhileStatement' && asks(loop.test) && !isLeftEarly(loop.body)
}

/** `match`, `match !== null`, `match = pattern.exec(text)`, whose value it is as well. */
function asksForMatch(program: Program, match: Binding, test: Node): boolean {
  if (test.type === 'Identifier') return program.scopes.bindingOf(test) === match
  if (test.type === 'AssignmentExpression') return asksForMatch(program, match, test.left as Node)
  if (test.type !== 'BinaryExpression' || !/^!==?$/.test(test.operator)) return false
  return test.right.type === 'Literal' && test.right.value === null && asksForMatch(program, match, test.left as Node)
}

/** By what is written in it: that what it calls may throw is not looked at. */
function isLeftEarly(node: Node): boolean {
  if (isFunction(node)) return false
  if (/^(Break|Return|Throw|Continue)Statement$/.test(node.type)) {
    return node.type !== 'ContinueStatement' || (node as ESTree.ContinueStatement).label != null
  }
  return someChild(node, isLeftEarly)
}
