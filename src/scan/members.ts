/** Which functions the properties of a file's own objects, classes and prototypes hold. */
import type * as ESTree from 'estree'
import { baseOfPrototype, compiledMembers, isOfPrototype } from './compiled-classes.js'
import { emptyTable, inherits, lookUp, type MemberTable, openIn } from './member-table.js'
import { argumentAtOnce, assignedValue, keyOf, onlyValue, soleReturn } from './only-value.js'
import { type Program, type Routine, thisRoutineOf } from './program.js'
import { type Binding, declaredNode } from './scopes.js'
import { isClass, isFunction, type Node, propertyName, textOf, unwrapped } from './syntax.js'

export class Members {
  readonly exports = emptyTable()
  readonly #own = new Map<Binding | Node, MemberTable>()
  readonly #instance = new Map<Binding | Node, MemberTable>()
  readonly #thisTable = new Map<Node, MemberTable>()
  /** Made at the first question; the tables are complete by then. */
  #byName: Map<string, Node[]> | undefined
  #instanceTables: Set<MemberTable> | undefined
  #routines: Map<MemberTable, Routine[]> | undefined

  constructor(readonly program: Program) {
    for (const node of program.classes) this.#addClass(node)
    this.#addLiterals()
    for (const routine of program.routines) {
      for (const { target, node } of routine.writes) this.#addAssignment(target, node)
      for (const call of routine.calls) if (call.type === 'CallExpression') this.#addByCall(call)
    }
    this.#linkClasses()
  }

  /** The table of the object that `object` evaluates to; undefined: not an object that the file builds. */
  tableOf(object: Node, depth = 0): MemberTable | undefined {
    const bare = unwrapped(object)
    if (depth > 6) return undefined
    if (bare.type === 'ThisExpression' || bare.type === 'Super') return this.thisTable(this.program.routineAround(bare))
    if (isModuleExports(this.program, bare)) return this.exports
    if (bare.type === 'NewExpression') return this.#instanceTable(bare.callee)
    if (bare.type === 'MemberExpression' && propertyName(bare) === 'prototype') return this.#instanceTable(bare.object)
    if (bare.type === 'MemberExpression') return this.#tableOfHeld(bare, depth)
    if (bare.type !== 'Identifier') return undefined
    const binding = this.program.scopes.bindingOf(bare)
    if (!binding) return undefined
    const value = onlyValue(binding)
    const isAlias = value && /^(MemberExpression|NewExpression|ThisExpression|Identifier)$/.test(value.type)
    const aliased = isAlias ? this.tableOf(value, depth + 1) : value && this.#tableOfMade(value, depth)
    return aliased ?? this.#own.get(keyOf(this.program, binding))
  }

  /** `const config = (() => { ... return { get, set } })()`, or of a function that has a name. */
  #tableOfMade(value: Node, depth: number): MemberTable | undefined {
    const returned = value.type === 'CallExpression' ? soleReturn(this.program, value) : undefined
    if (returned?.type === 'Identifier') return this.tableOf(returned, depth + 1)
    return returned?.type === 'ObjectExpression' ? this.#own.get(returned) : undefined
  }

  /** Everything that is put where `access` looks. */
  valuesAt(access: ESTree.MemberExpression): Node[] {
    const [holder, name] = [this.tableOf(access.object), propertyName(access)]
    return holder && name !== undefined ? lookUp(holder, name) : []
  }

  /** `this.store`, where nothing but `new Store()` is ever put, by classes that inherit neither. */
  #tableOfHeld(access: ESTree.MemberExpression, depth: number): MemberTable | undefined {
    const [holder, name] = [this.tableOf(access.object, depth + 1), propertyName(access)]
    const values = holder && name !== undefined ? [...lookUp(holder, name), ...this.overriding(holder, name)] : []
    if (!values.every(({ type }) => type === 'NewExpression')) return undefined
    const [table, ...others] = new Set(values.map((value) => this.tableOf(value, depth + 1)))
    return others.length === 0 ? table : undefined
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

  #instanceTable(callee: Node): MemberTable | undefined {
    const bare = unwrapped(callee)
    if (bare.type === 'MemberExpression') return this.#tableOfNamed(bare)
    const binding = bare.type === 'Identifier' ? this.program.scopes.bindingOf(bare) : undefined
    return binding ? openIn(this.#instance, keyOf(this.program, binding)) : undefined
  }

  /** `lib.Index = function () {...}`, and what `lib.Index.prototype` gets. */
  #tableOfNamed(callee: ESTree.MemberExpression): MemberTable | undefined {
    const [holder, name] = [this.tableOf(callee.object), propertyName(callee)]
    const [node, ...others] = holder && name !== undefined ? lookUp(holder, name) : []
    if (!node || others.length > 0 || !(isFunction(node) || isClass(node))) return undefined
    const table = openIn(this.#instance, node)
    // Where it stands it looks like a method of what holds it.
    if (isFunction(node)) this.#thisTable.set(node, table)
    return table
  }

  #addLiterals(): void {
    for (const { returns } of this.program.routines) {
      const [returned] = returns
      if (returns.length === 1 && returned?.type === 'ObjectExpression')
        this.#addProperties(openIn(this.#own, returned), returned)
    }
    for (const binding of this.program.scopes.bindings) {
      const value = onlyValue(binding)
      if (value?.type === 'ObjectExpression') this.#addProperties(openIn(this.#own, binding), value)
      const declared = declaredNode(binding)
      if (declared && isFunction(declared)) this.#thisTable.set(declared, openIn(this.#instance, declared))
      else if (value && isFunction(value)) this.#thisTable.set(value, openIn(this.#instance, value))
    }
  }

  #addClass(node: ESTree.Class): void {
    for (const member of node.body.body) {
      if (member.type === 'PropertyDefinition' && member.static && member.value?.type === 'NewExpression')
        this.#add(openIn(this.#own, node), propertyName(member), member.value)
      if (member.type === 'StaticBlock') continue
      const table = openIn(member.static ? this.#own : this.#instance, node)
      if (member.type === 'PropertyDefinition') {
        // Each object has its own, which means that object.
        if (member.value?.type === 'ArrowFunctionExpression') this.#thisTable.set(member.value, table)
        if (member.value && isFunction(member.value)) this.#add(table, propertyName(member), member.value)
        continue
      }
      this.#thisTable.set(member.value, table)
      if (member.kind === 'method') this.#add(table, propertyName(member), member.value)
    }
  }

  #addByCall(call: ESTree.SimpleCallExpression): void {
    const [target, ...given] = call.arguments
    const name = textOf(call.callee)
    if (!target) return
    if (/(^|[._])(assign|extend|mixin)$/.test(name)) this.#addMixedIn(target, given)
    else if (/(^|[._])(inherits(Loose)?|extends)$/.test(name) && given[0]) this.#inherit(target, given[0])
    else if (/(^|[._])(export|d)$/.test(name) && given[0]?.type === 'ObjectExpression')
      this.#addGetters(target, given[0])
    else this.#addCompiledClass(call)
  }

  /** `Object.assign(Foo.prototype, { bar() {} })`. */
  #addMixedIn(target: Node, given: Node[]): void {
    const literals = given.filter((part) => part.type === 'ObjectExpression')
    const table = literals.length > 0 ? (this.tableOf(target) ?? this.#openFor(target)) : undefined
    for (const literal of table ? literals : []) this.#addProperties(table as MemberTable, literal)
  }

  /** `__export(shapes_exports, { area: () => area })`, as bundlers write the namespace of a module. */
  #addGetters(target: Node, literal: ESTree.ObjectExpression): void {
    const table = this.#openFor(target)
    for (const part of literal.properties) {
      const value = part.type === 'Property' ? part.value : undefined
      const isGetter = value?.type === 'ArrowFunctionExpression' && value.body.type === 'Identifier'
      if (table && part.type === 'Property' && isGetter) this.#add(table, propertyName(part), value.body)
    }
  }

  /** Constructor functions, as `util.inherits` and transpilers connect them. */
  #inherit(target: Node, base: Node): void {
    const superClass = argumentAtOnce(this.program, base)
    const [own, inherited] = [this.#instanceTable(target), this.#instanceTable(superClass)]
    if (own) own.superClass = superClass
    if (own && inherited && own !== inherited) own.base = inherited
  }

  #inheritPrototype(target: Node, value: Node): void {
    const base = baseOfPrototype(value)
    const [own, inherited] = [this.#instanceTable(target), base && this.tableOf(base)]
    if (own && base) own.superClass = base.type === 'NewExpression' ? base.callee : base.object
    if (own && inherited && own !== inherited) own.base = inherited
  }

  /** Babel's `_createClass(Foo, [{ key: 'bar', value: function bar() {} }], [{ key: 'of', value: function of() {} }])`. */
  #addCompiledClass({ arguments: [target, methods, statics] }: ESTree.SimpleCallExpression): void {
    if (target?.type !== 'Identifier') return
    if (methods?.type === 'ArrayExpression') this.#addCompiled(this.#instanceTable(target), methods)
    if (statics?.type === 'ArrayExpression') this.#addCompiled(this.#openFor(target), statics)
  }

  #addCompiled(table: MemberTable | undefined, list: ESTree.ArrayExpression): void {
    for (const { name, value, isMethod } of table ? compiledMembers(list) : []) {
      if (isMethod) this.#add(table as MemberTable, name, value)
      else this.#thisTable.set(value, table as MemberTable)
    }
  }

  #addProperties(table: MemberTable, literal: ESTree.ObjectExpression): void {
    for (const property of literal.properties) {
      if (property.type === 'Property' && property.kind === 'init')
        this.#add(table, propertyName(property), property.value)
    }
  }

  #add(table: MemberTable, name: string | undefined, value: Node): void {
    if (name === undefined) return
    if (isFunction(value) && value.type !== 'ArrowFunctionExpression') this.#thisTable.set(value, table)
    const values = table.values.get(name)
    if (values) values.push(value)
    else table.values.set(name, [value])
  }

  #addAssignment(target: ESTree.Identifier | ESTree.MemberExpression, node: Node): void {
    if (node.type !== 'AssignmentExpression' || target !== node.left || target.type !== 'MemberExpression') return
    const value = assignedValue(node)
    if (isModuleExports(this.program, target)) {
      if (value.type === 'ObjectExpression') this.#addProperties(this.exports, value)
      return
    }
    if (propertyName(target) === 'prototype') {
      const table = value.type === 'ObjectExpression' ? this.#instanceTable(target.object) : undefined
      if (table && value.type === 'ObjectExpression') this.#addProperties(table, value)
      else this.#inheritPrototype(target.object, value)
      return
    }
    const table = this.tableOf(target.object) ?? this.#openFor(target.object)
    if (table) this.#add(table, propertyName(target), this.#methodIn(target, value))
  }

  /** `Foo.prototype.bar = bar`, `Foo.bar = bar`: the function of that name, which is a method then. */
  #methodIn(target: ESTree.MemberExpression, value: Node): Node {
    const binding = value.type === 'Identifier' ? this.program.scopes.bindingOf(value) : undefined
    const node = binding && (declaredNode(binding) ?? onlyValue(binding))
    if (!binding || !node || !isFunction(node)) return value
    return isOfPrototype(target) || this.#expectsThis(binding, node) ? node : value
  }

  /** Constructors, which others hold too, are written with a capital. */
  #expectsThis({ name }: Binding, node: Node): boolean {
    const routine = this.program.routineOf(node)
    return /^[a-z_$]/.test(name) && routine !== undefined && routine.thisReads.length > 0
  }

  #openFor(object: Node): MemberTable | undefined {
    const binding = object.type === 'Identifier' ? this.program.scopes.bindingOf(object) : undefined
    return binding ? openIn(this.#own, keyOf(this.program, binding)) : undefined
  }

  #linkClasses(): void {
    for (const [key, table] of this.#instance) {
      const node = key as Node
      if (!isClass(node) || !node.superClass) continue
      table.superClass = node.superClass
      table.base = this.#instanceTable(node.superClass)
    }
  }
}

/** `exports` or `module.exports`. */
export function isModuleExports(program: Program, node: Node): boolean {
  if (node.type === 'Identifier') return node.name === 'exports' && !program.scopes.bindingOf(node)
  if (node.type !== 'MemberExpression' || propertyName(node) !== 'exports') return false
  return node.object.type === 'Identifier' && node.object.name === 'module' && !program.scopes.bindingOf(node.object)
}
