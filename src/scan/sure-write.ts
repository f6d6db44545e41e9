/** What a variable surely holds at a place: what was assigned to it on every way there. */
import type { Program, Routine } from './program.js'
import type { Binding, Write } from './scopes.js'
import { endOf, type FunctionNode, isInside, type Node, startOf } from './syntax.js'

/**
 * The last assignment that runs before `at` whatever way leads there: a statement of a block that `at` is in. What is in a
 * function inside of the one that has the variable may run at any time after that function was made.
 */
export function lastSureWrite(
  program: Program,
  binding: Binding,
  writes: readonly Write[],
  at: Node,
): Write | undefined {
  const owner = program.ownerOf(binding)
  const inner = innerFunctionAt(program, at, owner)
  // Declared functions are there from the start of their block.
  if (inner?.type === 'FunctionDeclaration') return undefined
  const place = inner ?? at
  return writes.findLast((write) => {
    const block = blockOf(program, write)
    // A block may be entered again, with functions of its last round about.
    const isOnce = !inner || block === (owner.node as FunctionNode).body
    return block && isOnce && endOf(write.value ?? write.identifier) <= startOf(place) && isInside(place, block)
  })
}

/** The function right inside of `owner` that `at` is in; undefined: it is in none. */
function innerFunctionAt(program: Program, at: Node, owner: Routine): Node | undefined {
  let routine = program.routineAround(at)
  if (routine === owner) return undefined
  while (routine.outer && routine.outer !== owner) routine = routine.outer
  return routine.node
}

/**
 * Whether what the other assigns is surely gone once `sure` has run: it comes before, or outside of the block of `sure`,
 * from where no way leads past that.
 */
export function replaces(program: Program, sure: Write, other: Write): boolean {
  if (program.routineAround(other.identifier) !== program.routineAround(sure.identifier)) return false
  const block = blockOf(program, sure)
  const isBefore = startOf(other.identifier) < startOf(sure.identifier)
  return isBefore || (block !== undefined && !isInside(other.identifier, block))
}

/** The block whose statement the assignment is. */
function blockOf(program: Program, { identifier, partial, value }: Write): Node | undefined {
  const assignment = program.parentOf(identifier)
  if (partial || !value || assignment?.type !== 'AssignmentExpression' || assignment.operator !== '=') return undefined
  const block = aroundStatement(program, assignment)
  return block?.type === 'BlockStatement' ? block : undefined
}

/** What the statement stands in that `expression` is; undefined: it is none by itself. */
export function aroundStatement(program: Program, expression: Node): Node | undefined {
  const statement = program.parentOf(expression)
  return statement?.type === 'ExpressionStatement' ? program.parentOf(statement) : undefined
}
