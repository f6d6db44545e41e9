/** What a variable surely holds at a place: what was assigned to it on every way there. */
import type { Program } from './program.js'
import type { Binding, Write } from './scopes.js'
import { endOf, isInside, type Node, startOf } from './syntax.js'

/**
 * The last assignment that runs before `at` whatever way leads there: a statement of a block that `at` is in. A function
 * inside of the one that has the variable may run at any time, so nothing is sure in there.
 */
export function lastSureWrite(
  program: Program,
  binding: Binding,
  writes: readonly Write[],
  at: Node,
): Write | undefined {
  if (program.routineAround(at) !== program.ownerOf(binding)) return undefined
  return writes.findLast((write) => {
    const block = blockOf(program, write)
    return block !== undefined && endOf(write.value ?? write.identifier) <= startOf(at) && isInside(at, block)
  })
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
  const statement = program.parentOf(assignment)
  const block = statement?.type === 'ExpressionStatement' ? program.parentOf(statement) : undefined
  return block?.type === 'BlockStatement' ? block : undefined
}
