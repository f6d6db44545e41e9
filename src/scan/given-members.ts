/** Reads out of a text what it puts into its objects, classes and prototypes, as it is written or as compilers write it. */
import type * as ESTree from 'estree'
import { baseOfPrototype, compiledMembers, definedMembers, isOfPrototype, prototypeIn } from './compiled-classes.js'
import type { MemberTable } from './member-table.js'
import type { Members } from './members.js'
import { isModuleExports } from './module-exports.js'
import { argumentAtOnce, assignedValue, definitionOf, onlyValue } from './only-value.js'
import type { Program } from './program.js'
import { type Binding, declaredNode } from './scopes.js'
import { isClass, isFunction, type Node, propertyName, textOf } from './syntax.js'

function isLiteral(node: Node): node is ESTree.ObjectExpression {
  return node.type === 'ObjectExpression'
}

/** `Foo.prototype[name] = mixin[name]`: the mixin. */
function copiedByName(target: ESTree.MemberExpression, value: Node): Node | undefined {
  if (!target.computed || value.type !== 'MemberExpression' || !value.computed) return undefined
  return textOf(target.property) === textOf(value.property) ? value.object : undefined
}

export class GivenMembers {
  readonly #members: Members
  readonly #program: Program

  constructor(members: Members) {
    this.#members = members
    this.#program = members.program
  }

  fill(): void {
    for (const node of this.#program.classes) this.#addClass(node)
    this.#addLiterals()
    for (const routine of this.#program.routines) {
      for (const { target, node } of routine.writes) this.#addAssignment(target, node)
      for (const call of routine.calls) if (call.type === 'CallExpression') this.#addByCall(call)
    }
    this.#linkClasses()
  }

  #addLiterals(): void {
    for (const { returns } of this.#program.routines) {
      const [returned] = returns
      if (returns.length === 1 && returned?.type === 'ObjectExpression')
        this.#addProperties(this.#members.openOwn(returned), returned)
    }
    for (const binding of this.#program.scopes.bindings) {
      const value = onlyValue(binding)
      if (value?.type === 'ObjectExpression') this.#addProperties(this.#members.openOwn(binding), value)
      const declared = declaredNode(binding)
      if (declared && isFunction(declared)) this.#members.setThis(declared, this.#members.openInstance(declared))
      else if (value && isFunction(value)) this.#members.setThis(value, this.#members.openInstance(value))
    }
  }

  #addClass(node: ESTree.Class): void {
    for (const member of node.body.body) {
      if (member.type === 'PropertyDefinition' && member.static && member.value?.type === 'NewExpression')
        this.#members.add(this.#members.openOwn(node), propertyName(member), member.value)
      if (member.type === 'StaticBlock') continue
      const table = member.static ? this.#members.openOwn(node) : this.#members.openInstance(node)
      if (member.type === 'PropertyDefinition') {
        // Each object has its own, which means that object.
        if (member.value?.type === 'ArrowFunctionExpression') this.#members.setThis(member.value, table)
        if (member.value && isFunction(member.value)) this.#members.add(table, propertyName(member), member.value)
        continue
      }
      this.#members.setThis(member.value, table)
      if (member.kind === 'method') this.#members.add(table, propertyName(member), member.value)
    }
  }

  #addByCall(call: ESTree.SimpleCallExpression): void {
    const [target, ...given] = call.arguments
    const name = textOf(call.callee)
    if (!target) return
    for (const { holder, name, value, isMethod } of definedMembers(call)) {
      const table = this.#members.tableOf(holder) ?? this.#members.openFor(holder)
      if (table) this.#addMember(table, name, value, isMethod)
    }
    if (/(^|[._])(assign|extend|mixin)$/.test(name)) this.#addMixedIn(target, given)
    else if (/(^|[._])(inherits(Loose)?|extends)$/.test(name) && given[0]) this.#inherit(target, given[0])
    else if (/(^|[._])(export|d)$/.test(name) && given[0]?.type === 'ObjectExpression')
      this.#addGetters(target, given[0])
    else this.#addCompiledClass(call)
  }

  /** `Object.assign(Foo.prototype, { bar() {} })`. */
  #addMixedIn(target: Node, given: Node[]): void {
    const table = this.#members.tableOf(target) ?? (given.some(isLiteral) ? this.#members.openFor(target) : undefined)
    for (const part of table ? given : []) {
      if (isLiteral(part)) this.#addProperties(table as MemberTable, part)
      else this.#mixIn(table as MemberTable, part)
    }
  }

  /** What others are given as well is as if they inherited it. */
  #mixIn(table: MemberTable, mixin: Node): void {
    const binding = mixin.type === 'Identifier' ? this.#program.scopes.bindingOf(mixin) : undefined
    const value = binding && onlyValue(binding)
    const isOfInstances = [...this.#members.instances()].some(([, each]) => each === table)
    if (!binding || !value || !isLiteral(value) || !isOfInstances) return
    const own = this.#members.openOwn(binding)
    if (table !== own) table.base ??= own
  }

  /** `__export(shapes_exports, { area: () => area })`, as bundlers write the namespace of a module. */
  #addGetters(target: Node, literal: ESTree.ObjectExpression): void {
    const table = this.#members.openFor(target)
    for (const part of literal.properties) {
      const value = part.type === 'Property' ? part.value : undefined
      const isGetter = value?.type === 'ArrowFunctionExpression' && value.body.type === 'Identifier'
      if (table && part.type === 'Property' && isGetter) this.#members.add(table, propertyName(part), value.body)
    }
  }

  /** Constructor functions, as `util.inherits` and transpilers connect them. */
  #inherit(target: Node, base: Node): void {
    const superClass = argumentAtOnce(this.#program, base)
    const [own, inherited] = [this.#members.instancesOf(target), this.#members.instancesOf(superClass)]
    if (own) own.superClass = superClass
    if (own && inherited && own !== inherited) own.base = inherited
  }

  #inheritPrototype(target: Node, value: Node): void {
    const base = baseOfPrototype(value)
    const [own, inherited] = [this.#members.instancesOf(target), base && this.#members.tableOf(base)]
    if (own && base) own.superClass = base.type === 'NewExpression' ? base.callee : base.object
    if (own && inherited && own !== inherited) own.base = inherited
  }

  /** Babel's `_createClass(Foo, [{ key: 'bar', value: function bar() {} }], [{ key: 'of', value: function of() {} }])`. */
  #addCompiledClass({ arguments: [target, methods, statics] }: ESTree.SimpleCallExpression): void {
    if (target?.type !== 'Identifier') return
    if (methods?.type === 'ArrayExpression') this.#addCompiled(this.#members.instancesOf(target), methods)
    if (statics?.type === 'ArrayExpression') this.#addCompiled(this.#members.openFor(target), statics)
  }

  #addCompiled(table: MemberTable | undefined, list: ESTree.ArrayExpression): void {
    for (const { name, value, isMethod } of table ? compiledMembers(list) : [])
      this.#addMember(table as MemberTable, name, value, isMethod)
  }

  #addProperties(table: MemberTable, literal: ESTree.ObjectExpression): void {
    for (const property of literal.properties) {
      if (property.type !== 'Property') continue
      this.#addMember(table, propertyName(property), property.value, property.kind === 'init')
    }
  }

  /** An accessor is not called by its name. */
  #addMember(table: MemberTable, name: string | undefined, value: Node, isMethod: boolean): void {
    if (isMethod) this.#members.add(table, name, value)
    else this.#members.setThis(value, table)
  }

  #addAssignment(target: ESTree.Identifier | ESTree.MemberExpression, node: Node): void {
    if (node.type !== 'AssignmentExpression' || target !== node.left || target.type !== 'MemberExpression') return
    const value = assignedValue(node)
    if (isModuleExports(this.#program, target)) {
      if (value.type === 'ObjectExpression') this.#addProperties(this.#members.exports, value)
      return
    }
    if (propertyName(target) === 'prototype') {
      const table = value.type === 'ObjectExpression' ? this.#members.instancesOf(target.object) : undefined
      if (table && value.type === 'ObjectExpression') this.#addProperties(table, value)
      else this.#inheritPrototype(target.object, value)
      return
    }
    const table = this.#members.tableOf(target.object) ?? this.#members.openFor(target.object)
    const mixin = copiedByName(target, value)
    if (table && mixin) this.#mixIn(table, mixin)
    else if (table) this.#members.add(table, propertyName(target), prototypeIn(node) ?? this.#methodIn(target, value))
  }

  /** `Foo.prototype.bar = bar`, `Foo.bar = bar`: the function of that name, which is a method then. */
  #methodIn(target: ESTree.MemberExpression, value: Node): Node {
    const binding = value.type === 'Identifier' ? this.#program.scopes.bindingOf(value) : undefined
    const node = binding && definitionOf(binding)
    if (!binding || !node || !isFunction(node)) return value
    return isOfPrototype(target) || this.#expectsThis(binding, node) ? node : value
  }

  /** Constructors, which others hold too, are written with a capital. */
  #expectsThis({ name }: Binding, node: Node): boolean {
    const routine = this.#program.routineOf(node)
    return /^[a-z_$]/.test(name) && routine !== undefined && routine.thisReads.length > 0
  }

  #linkClasses(): void {
    for (const [key, table] of this.#members.instances()) {
      const node = key as Node
      if (!isClass(node) || !node.superClass) continue
      table.superClass = node.superClass
      table.base = this.#members.instancesOf(node.superClass)
      this.#linkStatics(node, node.superClass)
    }
  }

  /** What a class has itself, its heirs have too. */
  #linkStatics(node: ESTree.Class, superClass: Node): void {
    const binding = superClass.type === 'Identifier' ? this.#program.scopes.bindingOf(superClass) : undefined
    const base = binding && definitionOf(binding)
    if (base && base !== node && isClass(base)) this.#members.openOwn(node).base = this.#members.openOwn(base)
  }
}
