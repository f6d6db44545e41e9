/** Which functions of the file `this.name` and `super.name` surely mean, whatever class of the file the object is of. */
import type * as ESTree from 'estree'
import { enclosedNames } from './enclosed.js'
import { lookUp, type MemberTable } from './member-table.js'
import type { Members } from './members.js'
import type { PlainTables } from './plain-tables.js'
import { type Program, type Routine, thisRoutineOf } from './program.js'
import type { ReplacedMembers } from './replaced-members.js'
import { isClass, isFunction, type Node, propertyName } from './syntax.js'

const MOST_METHODS = 6

export class Receivers {
  /** Getters by their name. */
  readonly #getters = new Map<string, ESTree.MethodDefinition[]>()
  readonly #setters = new Set<string>()
  /** Class fields, and accessors of literals. */
  readonly #fields = new Set<string>()

  readonly #enclosed: (node: Node) => string[] | undefined

  constructor(
    readonly program: Program,
    readonly members: Members,
    readonly tables: PlainTables,
    readonly replaced: ReplacedMembers,
  ) {
    this.#enclosed = enclosedNames(program)
    for (const { body } of program.classes) for (const member of body.body) this.#note(member)
    for (const { node } of program.routines) this.#noteOfLiteral(node)
  }

  /**
   * Methods of that name that `this` in `routine` may have; undefined: there may be others. `isDropped`: nobody looks at
   * what the call returns, so that it does not matter which of them it is.
   */
  methods(routine: Routine, name: string, isDropped: boolean): Routine[] | undefined {
    const table = this.members.thisTable(routine)
    if (!table || this.isAccessor(name) || this.#fields.has(name) || this.replaced.mayHave(table, name))
      return undefined
    const { node } = thisRoutineOf(routine)
    if (this.#isInLiteral(node) && !this.tables.isPlainLiteralOf(node)) return undefined
    const own = lookUp(table, name)
    const others = this.members.isOfInstances(table) ? this.members.valuesNamed(name) : this.#staticsNamed(name)
    const overriding = others.filter((node) => !this.#standsAlone(node))
    return own.length === 0 ? undefined : this.#routines([...own, ...overriding], isDropped)
  }

  superMethods(routine: Routine, name: string): Routine[] | undefined {
    const base = this.members.thisTable(routine)?.base
    if (!base || this.isAccessor(name) || this.#fields.has(name) || this.replaced.mayHave(base, name)) return undefined
    return this.#routines(lookUp(base, name), false)
  }

  /** Bodies that run when `this.name` is read in `routine`; undefined: it is no getter, or another class may have one. */
  getters(routine: Routine, name: string): Routine[] | undefined {
    const found = this.#getters.get(name)
    const [getter] = found ?? []
    if (found?.length !== 1 || !getter || this.#fields.has(name)) return undefined
    const table = this.members.thisTable(routine)
    const owner = this.program.routineOf(getter.value)
    if (!table || !owner || this.replaced.mayHave(table, name)) return undefined
    const home = this.members.thisTable(owner)
    for (let at: MemberTable | undefined = table, steps = 0; at && steps < 16; at = at.base, steps++) {
      if (at === home) return [owner]
    }
    return undefined
  }

  isAccessor(name: string): boolean {
    return this.#getters.has(name) || this.#setters.has(name)
  }

  /** Assigning to `name` may run code that reads other properties. */
  isSetter(name: string): boolean {
    return this.#setters.has(name)
  }

  #note(member: Node): void {
    if (member.type === 'PropertyDefinition') {
      const name = propertyName(member)
      if (name !== undefined) this.#fields.add(name)
    }
    if (member.type !== 'MethodDefinition') return
    const name = propertyName(member)
    if (name === undefined) return
    if (member.kind === 'set') this.#setters.add(name)
    if (member.kind === 'get') this.#getters.set(name, [...(this.#getters.get(name) ?? []), member])
  }

  #noteOfLiteral(node: Node): void {
    const parent = this.program.parentOf(node)
    if (parent?.type !== 'Property' || parent.kind === 'init') return
    const name = propertyName(parent)
    if (name === undefined) return
    this.#fields.add(name)
    if (parent.kind === 'set') this.#setters.add(name)
  }

  #routines(nodes: Node[], isDropped: boolean): Routine[] | undefined {
    const unique = [...new Set(nodes)]
    if (unique.length === 0 || unique.length > MOST_METHODS) return undefined
    const isKnown = (node: Node) => !this.#isMadePerObject(node) || (isDropped && this.#enclosed(node)?.length === 0)
    if (!unique.every((node) => isFunction(node) && isKnown(node))) return undefined
    return unique.flatMap((node) => this.program.routineOf(node) ?? [])
  }

  /** `this.name = function () {}`: it may know more than the object that it is on. */
  #isMadePerObject(node: Node): boolean {
    const parent = this.program.parentOf(node)
    if (parent?.type !== 'AssignmentExpression' || parent.left.type !== 'MemberExpression') return false
    const { object } = parent.left
    return object.type !== 'MemberExpression' || propertyName(object) !== 'prototype'
  }

  /** Of a literal that is no prototype. */
  #isInLiteral(node: Node): boolean {
    const literal = this.program.parentOf(this.program.parentOf(node) as Node)
    if (literal?.type !== 'ObjectExpression') return false
    return !this.members.isOfInstances(this.members.thisTable(this.program.routineOf(node) as Routine))
  }

  /** It is a method of a class that extends nothing: no other class inherits with it in its place. */
  #standsAlone(node: Node): boolean {
    const member = this.program.parentOf(node)
    if (member?.type !== 'MethodDefinition') return false
    const owner = this.program.parentOf(this.program.parentOf(member) as Node)
    return owner !== undefined && isClass(owner) && !owner.superClass
  }

  #staticsNamed(name: string): Node[] {
    return this.program.classes.flatMap((node) => this.members.staticTable(node)?.values.get(name) ?? [])
  }
}
