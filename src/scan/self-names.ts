/** Finds the names that methods give to their object for functions within them: `const self = this`. */
import type { MemberTable } from './member-table.js'
import type { Members } from './members.js'
import { onlyValue } from './only-value.js'
import { type Program, thisRoutineOf } from './program.js'
import type { Binding } from './scopes.js'

/** With what is known of the object. */
export function selfNames(program: Program, members: Members): Map<Binding, MemberTable> {
  const found = new Map<Binding, MemberTable>()
  for (const binding of program.scopes.bindings) {
    const value = onlyValue(binding)
    const method = value?.type === 'ThisExpression' && thisRoutineOf(program.routineAround(value))
    const table = method ? members.thisTable(method) : undefined
    if (table) found.set(binding, table)
  }
  return found
}
