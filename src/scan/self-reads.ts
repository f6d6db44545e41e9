/** What methods read of their object, under whatever name: `this.rules`, `const { rules } = this`, `self.rules`. */
import type * as ESTree from 'estree'
import { isOnlyToldSomething, isResultDropped } from './called-for-effect.js'
import type { Callees } from './callee.js'
import { lookUp, type MemberTable } from './member-table.js'
import type { Program, Routine } from './program.js'
import { type Binding, readsOf } from './scopes.js'
import { isFunction, type Node, propertyName, textOf, unwrapped } from './syntax.js'

export interface SelfRead {
  /** undefined: the object as a whole. */
  property: string | undefined
  line: number
  subject: string
  /** For a call whose result nobody takes. */
  isToldOnly?: boolean
  /** A function has that name, which matters where somebody puts another one there. */
  isMethod?: boolean
}

const LISTS_ALL = /^(JSON\.stringify|Object\.(keys|values|entries|getOwnPropertyNames))$/

export class SelfReads {
  constructor(
    readonly program: Program,
    readonly callees: Callees,
  ) {}

  /** `self`: an expression that is the object of `table`. */
  of(self: Node, table: MemberTable, seen = new Set<Binding | Routine>()): SelfRead[] {
    const parent = this.program.parentOf(self)
    switch (parent?.type) {
      // `new this(x)` follows whatever the class has been told; `new Parser(this)` may read all of the object.
      case 'NewExpression':
      case 'SpreadElement':
        return [this.#whole(self)]
      case 'MemberExpression':
        return parent.object === self ? this.#member(parent, table) : []
      case 'VariableDeclarator':
        return parent.init === self ? this.#taken(parent.id, self, table, seen) : []
      case 'AssignmentExpression':
      case 'AssignmentPattern':
        return parent.right === self ? this.#taken(parent.left, self, table, seen) : []
      case 'ConditionalExpression':
        return parent.test === self ? [] : this.of(parent, table, seen)
      case 'LogicalExpression':
        return this.of(parent, table, seen)
      case 'CallExpression':
        return this.#given(parent, self, table, seen)
      default:
        return []
    }
  }

  #whole(self: Node): SelfRead {
    return { property: undefined, line: this.program.lineOf(self), subject: textOf(self) }
  }

  #member(access: ESTree.MemberExpression, table: MemberTable): SelfRead[] {
    const property = propertyName(access)
    const outer = this.program.parentOf(access)
    const isTarget = outer?.type === 'AssignmentExpression' && outer.left === access && outer.operator === '='
    if (isTarget) return []
    const isToldOnly = isOnlyToldSomething(this.program, access)
    return this.#property(property, access, textOf(access), table).map((read) => ({ ...read, isToldOnly }))
  }

  #property(property: string | undefined, at: Node, subject: string, table: MemberTable): SelfRead[] {
    const values = property === undefined ? [] : lookUp(table, property)
    if (values.some(isFunction)) return [{ property, line: this.program.lineOf(at), subject, isMethod: true }]
    const isPart = property === undefined || values.some(hasItsOwner)
    return [{ property: isPart ? undefined : property, line: this.program.lineOf(at), subject }]
  }

  /** `const { rules } = this`, `const self = this`. */
  #taken(target: Node, self: Node, table: MemberTable, seen: Set<Binding | Routine>): SelfRead[] {
    if (target.type === 'Identifier') return this.#named(this.program.scopes.bindingOf(target), table, seen)
    if (target.type !== 'ObjectPattern') return []
    return target.properties.flatMap((part) => {
      const property = part.type === 'Property' ? propertyName(part) : undefined
      if (property === undefined) return [this.#whole(self)]
      return this.#property(property, part, `${textOf(self)}.${property}`, table)
    })
  }

  #named(binding: Binding | undefined, table: MemberTable, seen: Set<Binding | Routine>): SelfRead[] {
    if (!binding || seen.has(binding)) return []
    seen.add(binding)
    return readsOf(binding).flatMap((read) => this.of(read, table, seen))
  }

  /** `rate(this, x)`, `rate.call(this, x)`: what that function of the file reads of it; one of another file may read all. */
  #given(call: ESTree.SimpleCallExpression, self: Node, table: MemberTable, seen: Set<Binding | Routine>): SelfRead[] {
    if (LISTS_ALL.test(textOf(call.callee))) return [this.#whole(self)]
    const callee = unwrapped(call.callee)
    const index = call.arguments.indexOf(self as ESTree.Expression)
    if (index === 0 && callee.type === 'MemberExpression' && /^(call|apply|bind)$/.test(propertyName(callee) ?? '')) {
      const called = this.#routines(callee.object).filter((routine) => !seen.has(routine))
      for (const routine of called) seen.add(routine)
      return called.flatMap(({ thisReads }) => thisReads.flatMap((one) => this.of(one, table, seen)))
    }
    if (this.#isOfAnotherFile(callee) && !isResultDropped(this.program, call)) return [this.#whole(self)]
    return this.#routines(callee).flatMap(({ node }) => {
      const parameter = isFunction(node) ? node.params[index] : undefined
      if (!parameter) return []
      return this.#taken(parameter.type === 'AssignmentPattern' ? parameter.left : parameter, self, table, seen)
    })
  }

  #isOfAnotherFile(callee: Node): boolean {
    return this.callees.meaningsOf(callee).some(({ kind }) => kind === 'module')
  }

  #routines(callee: Node): Routine[] {
    return this.callees.meaningsOf(callee).flatMap((meaning) => (meaning.kind === 'routine' ? [meaning.routine] : []))
  }
}

/** `this.parser = new Parser(this)`: through it all of the object may be read. */
function hasItsOwner(value: Node): boolean {
  return value.type === 'NewExpression' && value.arguments.some(({ type }) => type === 'ThisExpression')
}
