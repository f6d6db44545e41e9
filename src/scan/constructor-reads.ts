/** Finds what is read of a class without naming it: by way of its instances, `this.constructor.count`, or of its heirs. */
import type * as ESTree from 'estree'
import type { MemberTable } from './member-table.js'
import type { Members } from './members.js'
import { definitionOf } from './only-value.js'
import type { Use } from './other-names.js'
import type { Program } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import { isClass, isFunction, type Node, propertyName } from './syntax.js'

export class ConstructorReads {
  /** By the table of the instances. */
  readonly #uses = new Map<MemberTable, Use[]>()

  constructor(
    readonly program: Program,
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
    const value = definitionOf(binding)
    if (!value || !(isClass(value) || isFunction(value))) return []
    return [...(this.#uses.size === 0 ? [] : this.usesOfClass(value)), ...this.#usesOfHeirs(binding)]
  }

  /** `Money.digits`, where `class Money extends Amount` has none of its own. */
  #usesOfHeirs(binding: Binding, steps = 0): Use[] {
    if (steps === 8) return []
    const heirs = this.program.classes.filter(({ superClass }) => {
      return superClass?.type === 'Identifier' && this.program.scopes.bindingOf(superClass) === binding
    })
    return heirs.flatMap((heir) => {
      const named = this.program.scopes.bindings.filter((other) => definitionOf(other) === heir)
      const uses = named.flatMap((other): Use[] => [...readsOf(other), ...this.#usesOfHeirs(other, steps + 1)])
      return uses.filter((use) => !this.#isOfItsOwn(use, heir))
    })
  }

  #isOfItsOwn(use: Use, heir: ESTree.Class): boolean {
    const access = this.program.parentOf(use)
    const name = access?.type === 'MemberExpression' && access.object === use ? propertyName(access) : undefined
    const isOwn = (member: ESTree.ClassBody['body'][number]) =>
      member.type !== 'StaticBlock' && member.static && propertyName(member) === name
    return access?.type !== 'MemberExpression' || (name !== undefined && heir.body.body.some(isOwn))
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
