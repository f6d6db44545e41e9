/** Finds the objects that a file makes once, of a class of its own or as they are, and what calls of their methods read. */
import { lookUp, type MemberTable } from './member-table.js'
import { exportedOf } from './named-exports.js'
import { onlyValue } from './only-value.js'
import type { Use } from './other-names.js'
import type { Program, Routine } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import type { FileAnalysis } from './state.js'
import { type Node, propertyName, textOf } from './syntax.js'
import type { ThisState } from './this-writers.js'

export class Instances {
  readonly #tables = new Map<Binding, MemberTable>()

  constructor(
    readonly file: FileAnalysis,
    readonly ofThis: ThisState,
  ) {
    for (const binding of file.program.scopes.bindings) {
      const value = newlyMade(onlyValue(binding))
      const [read, ...others] = value?.type === 'ObjectExpression' ? readsOf(binding) : []
      if (read && [read, ...others].some((one) => isPrototype(file.program, one))) continue
      const table = value?.type === 'NewExpression' ? file.members.tableOf(value) : read && file.members.tableOf(read)
      if (table) this.#tables.set(binding, table)
    }
  }

  /** Methods by which whoever has an exported object may change it. */
  *writesFromOutside(): Iterable<{ binding: Binding; routine: Routine; property: string | undefined; line: number }> {
    const exported = this.#tables.size > 0 ? exportedOf(this.file) : new Set<Binding>()
    for (const [binding, table] of this.#tables) {
      if (exported.has(binding)) for (const write of this.ofThis.writesOn(table)) yield { binding, ...write }
      else yield* this.#writesOfHandedOut(binding, table)
    }
    // Other methods, while what this one leaves behind goes on.
    for (const [binding, table] of this.ofThis.selves)
      for (const write of this.ofThis.writesOn(table)) yield { binding, ...write }
  }

  /** `exports.define = units.define.bind(units)`: a method that is not called may be anywhere. */
  *#writesOfHandedOut(binding: Binding, table: MemberTable) {
    const { program } = this.file
    for (const read of readsOf(binding)) {
      const access = program.parentOf(read)
      if (access?.type !== 'MemberExpression' || access.object !== read || isCalled(program, access)) continue
      const name = propertyName(access)
      const methods = name === undefined ? [] : lookUp(table, name)
      for (const write of this.ofThis.writesOn(table)) {
        if (methods.includes(write.routine.node)) yield { binding, ...write }
      }
    }
  }

  /** Properties that the method reads which is called at `use`; none where it is no such call. */
  propertiesReadAt(binding: Binding, use: Use): (string | undefined)[] {
    const { program } = this.file
    const table = this.#tables.get(binding) ?? this.ofThis.selves.get(binding)
    const access = program.parentOf(use)
    if (!table || access?.type !== 'MemberExpression' || access.object !== use) return []
    const name = propertyName(access)
    const methods = (name === undefined ? [] : lookUp(table, name)).map((node) => program.routineOf(node))
    const reads = methods.flatMap((method) => (method ? this.ofThis.readsOf(method) : []))
    return [...new Set(reads.map(({ property }) => property))]
  }
}

/** `root.Units || {}`: also where a script before this one may have begun it. */
function newlyMade(value: Node | undefined): Node | undefined {
  return value?.type === 'LogicalExpression' && value.operator !== '&&' ? newlyMade(value.right) : value
}

/** `Big.prototype = methods`, `Object.create(methods)`: what these call `this` is another object. */
function isPrototype(program: Program, read: Node): boolean {
  const parent = program.parentOf(read)
  if (parent?.type === 'CallExpression') return /(^|\.)(create|setPrototypeOf)$/.test(textOf(parent.callee))
  return (
    parent?.type === 'AssignmentExpression' &&
    parent.right === read &&
    parent.left.type === 'MemberExpression' &&
    propertyName(parent.left) === 'prototype'
  )
}

function isCalled(program: Program, access: Node): boolean {
  const parent = program.parentOf(access)
  return parent?.type === 'CallExpression' && parent.callee === access
}
