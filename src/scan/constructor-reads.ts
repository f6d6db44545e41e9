/** Finds what is read of a class by way of its instances: `this.constructor.count`. */
import type { MemberTable } from './member-table.js'
import type { Members } from './members.js'
import { definitionOf } from './only-value.js'
import type { Use } from './other-names.js'
import type { Program } from './program.js'
import type { Binding } from './scopes.js'
import { isClass, isFunction, type Node, propertyName } from './syntax.js'

export class ConstructorReads {
  /** By the table of the instances. */
  readonly #uses = new Map<MemberTable, Use[]>()

  constructor(
    program: Program,
    readonly members: Members,
  ) {
    for (const routine of program.routines) {
      const table = members.thisTable(routine)
      for (const node of table ? routine.thisReads : []) {
        const access = program.parentOf(node)
        if (access?.type !== 'MemberExpression' || access.object !== node || propertyName(access) !== 'constructor')
          continue
        this.#uses.set(table as MemberTable, [...(this.#uses.get(table as MemberTable) ?? []), access])
      }
    }
  }

  /** Uses of the class or constructor function of that name: it may be that of any object that inherits either way. */
  usesOf(binding: Binding): Use[] {
    if (this.#uses.size === 0) return []
    const value = definitionOf(binding)
    return value && (isClass(value) || isFunction(value)) ? this.usesOfClass(value) : []
  }

  usesOfClass(node: Node): Use[] {
    const own = this.members.instanceTable(node)
    if (!own) return []
    return [...this.#uses].flatMap(([table, uses]) => (isOf(table, own) || isOf(own, table) ? uses : []))
  }
}

function isOf(table: MemberTable, base: MemberTable): boolean {
  for (let at: MemberTable | undefined = table, steps = 0; at && steps < 16; at = at.base, steps++) {
    if (at === base) return true
  }
  return false
}
