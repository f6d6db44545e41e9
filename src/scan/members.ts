/** Which functions the properties of a file's own objects, classes and prototypes hold. */
import type * as ESTree from 'estree'
import { isPrototype, prototypeIn } from './compiled-classes.js'
import { GivenMembers } from './given-members.js'
import { emptyTable, inherits, lookUp, type MemberTable, openIn } from './member-table.js'
import { isModuleExports } from './module-exports.js'
import { keyOf, onlyValue, soleReturn } from './only-value.js'
import { type Program, type Routine, thisRoutineOf } from './program.js'
import { moduleRequired } from './required-module.js'
import { type Binding, writesTo } from './scopes.js'
import { isClass, isFunction, type Node, propertyName, unwrapped } from './syntax.js'

export class Members {
  readonly exports = emptyTable()
  readonly #own = new Map<Binding | Node, MemberTable>()
  readonly #instance = new Map<Binding | Node, MemberTable>()
  readonly #thisTable = new Map<Node, MemberTable>()
  /** One expression for each class of another module, as `color_1.Color`. */
  readonly #imported = new Map<Binding, Map<string, Node>>()
  /** Made at the first question; the tables are complete by then. */
  #byName: Map<string, Node[]> | undefined
  #instanceTables: Set<MemberTable> | undefined
  #routines: Map<MemberTable, Routine[]> | undefined

  constructor(readonly program: Program) {
    new GivenMembers(this).fill()
  }

  /** The table of the object that `object` evaluates to; undefined: not an object that the file builds. */
  tableOf(object: Node, depth = 0): MemberTable | undefined {
    const bare = unwrapped(object)
    if (depth > 6) return undefined
    if (bare.type === 'ThisExpression' || bare.type === 'Super') return this.thisTable(this.program.routineAround(bare))
    if (isModuleExports(this.program, bare)) return this.exports
    if (bare.type === 'NewExpression') return this.instancesOf(bare.callee)
    if (bare.type === 'MemberExpression')
      return isPrototype(bare) ? this.instancesOf(bare.object) : this.#tableOfHeld(bare, depth)
    if (bare.type !== 'Identifier') return undefined
    const binding = this.program.scopes.bindingOf(bare)
    if (!binding) return undefined
    const [write, ...others] = writesTo(binding)
    const value = (others.length === 0 && prototypeIn(write?.value)) || onlyValue(binding)
    const isAlias = value && /^(MemberExpression|NewExpression|ThisExpression|Identifier)$/.test(value.type)
    const aliased = isAlias ? this.tableOf(value, depth + 1) : value && this.#tableOfMade(value, depth)
    return aliased ?? this.#own.get(keyOf(this.program, binding))
  }

  /** Everything that is put where `access` looks. */
  valuesAt(access: ESTree.MemberExpression): Node[] {
    const [holder, name] = [this.tableOf(access.object), propertyName(access)]
    return holder && name !== undefined ? lookUp(holder, name) : []
  }

  /** What classes that inherit from `base`, by way of others too, put in the place of its own. */
  overriding(base: MemberTable, name: string): Node[] {
    const found: Node[] = []
    for (const table of this.#instance.values()) {
      const values = table.values.get(name)
      if (values && inherits(table, base)) found.push(...values)
    }
    return found
  }

  /** Static members of a class, or properties put on a function. */
  staticTable(node: Node): MemberTable | undefined {
    return this.#own.get(node)
  }

  /** What instances of a class or constructor function hold. */
  instanceTable(node: Node): MemberTable | undefined {
    return this.#instance.get(node)
  }

  /** `table` is what instances of some class or constructor function hold. */
  isOfInstances(table: MemberTable | undefined): boolean {
    this.#instanceTables ??= new Set(this.#instance.values())
    return table !== undefined && this.#instanceTables.has(table)
  }

  /** Methods of that name in any class or prototype of the file: what an object of unknown class may be asked to do. */
  methodsNamed(name: string): Node[] {
    return this.valuesNamed(name).filter(isFunction)
  }

  /** Everything that is put under that name into any class or prototype of the file. */
  valuesNamed(name: string): Node[] {
    if (!this.#byName) {
      this.#byName = new Map()
      for (const { values } of this.#instance.values()) {
        for (const [each, nodes] of values) this.#byName.set(each, [...(this.#byName.get(each) ?? []), ...nodes])
      }
    }
    return this.#byName.get(name) ?? []
  }

  /** The table that `this` means in `routine`. */
  thisTable(routine: Routine): MemberTable | undefined {
    return this.#thisTable.get(thisRoutineOf(routine).node)
  }

  /** All that mean `table` by `this`. */
  routinesOf(table: MemberTable): Routine[] {
    if (!this.#routines) {
      this.#routines = new Map()
      for (const routine of this.program.routines) {
        const own = this.thisTable(routine)
        if (!own) continue
        const routines = this.#routines.get(own)
        if (routines) routines.push(routine)
        else this.#routines.set(own, [routine])
      }
    }
    return this.#routines.get(table) ?? []
  }

  /** What instances hold of what `callee` evaluates to; undefined: it is not known what that is. */
  instancesOf(callee: Node): MemberTable | undefined {
    const bare = unwrapped(callee)
    if (bare.type === 'MemberExpression') return this.#tableOfNamed(bare)
    const binding = bare.type === 'Identifier' ? this.program.scopes.bindingOf(bare) : undefined
    return binding ? openIn(this.#instance, keyOf(this.program, binding)) : undefined
  }

  // What follows is for what fills the tables.

  /** That of the object which a variable holds; undefined: `object` is no variable. */
  openFor(object: Node): MemberTable | undefined {
    const binding = object.type === 'Identifier' ? this.program.scopes.bindingOf(object) : undefined
    return binding ? this.openOwn(keyOf(this.program, binding)) : undefined
  }

  openOwn(key: Binding | Node): MemberTable {
    return openIn(this.#own, key)
  }

  openInstance(key: Binding | Node): MemberTable {
    return openIn(this.#instance, key)
  }

  /** `table` is what `this` means in `node`. */
  setThis(node: Node, table: MemberTable): void {
    this.#thisTable.set(node, table)
  }

  add(table: MemberTable, name: string | undefined, value: Node): void {
    if (isFunction(value) && value.type !== 'ArrowFunctionExpression') this.setThis(value, table)
    if (name === undefined) return
    const values = table.values.get(name)
    if (values) values.push(value)
    else table.values.set(name, [value])
  }

  /** Of each class and constructor function, what its instances hold. */
  instances(): Iterable<[Binding | Node, MemberTable]> {
    return this.#instance
  }

  /** `const config = (() => { ... return { get, set } })()`, or of a function that has a name. */
  #tableOfMade(value: Node, depth: number): MemberTable | undefined {
    const returned = value.type === 'CallExpression' ? soleReturn(this.program, value) : undefined
    if (returned?.type === 'Identifier') return this.tableOf(returned, depth + 1)
    return returned?.type === 'ObjectExpression' ? this.#own.get(returned) : undefined
  }

  /** `this.store`, where nothing but `new Store()` is ever put, by classes that inherit neither, and `Foo.fn`, a prototype. */
  #tableOfHeld(access: ESTree.MemberExpression, depth: number): MemberTable | undefined {
    const [holder, name] = [this.tableOf(access.object, depth + 1), propertyName(access)]
    const values = holder && name !== undefined ? [...lookUp(holder, name), ...this.overriding(holder, name)] : []
    if (!values.every((value) => value.type === 'NewExpression' || isPrototype(value))) return undefined
    const [table, ...others] = new Set(values.map((value) => this.tableOf(value, depth + 1)))
    return others.length === 0 ? table : undefined
  }

  /** `lib.Index = function () {...}`, and what `lib.Index.prototype` gets. */
  #tableOfNamed(callee: ESTree.MemberExpression): MemberTable | undefined {
    const [holder, name] = [this.tableOf(callee.object), propertyName(callee)]
    if (!holder && name !== undefined) return this.#tableOfImported(callee, name)
    const [node, ...others] = holder && name !== undefined ? lookUp(holder, name) : []
    if (!node || others.length > 0 || !(isFunction(node) || isClass(node))) return undefined
    const table = openIn(this.#instance, node)
    // Where it stands it looks like a method of what holds it.
    if (isFunction(node)) this.#thisTable.set(node, table)
    return table
  }

  /** `color_1.Color`, where `color_1` is a module. */
  #tableOfImported(callee: ESTree.MemberExpression, name: string): MemberTable | undefined {
    const binding = callee.object.type === 'Identifier' ? this.program.scopes.bindingOf(callee.object) : undefined
    const value = binding && onlyValue(binding)
    if (!binding || !value || moduleRequired(value) === undefined) return undefined
    const names = this.#imported.get(binding) ?? new Map<string, Node>()
    this.#imported.set(binding, names)
    const key = names.get(name) ?? callee
    names.set(name, key)
    return openIn(this.#instance, key)
  }
}
