/**
 * Finds fields that a function computes when it first needs them, `if (!rule.ascii) rule.ascii = encode(rule.text)`, out
 * of nothing but the object itself: whoever comes first writes the same, so writing them makes no function impure.
 */
import type * as ESTree from 'estree'
import { onlyValue } from './only-value.js'
import { isWithin, nameOf, type Program, type Routine, thisRoutineOf } from './program.js'
import { type Binding, parameterPosition, readsOf } from './scopes.js'
import { everyChild, isFunction, type Node, propertyName } from './syntax.js'

export class LazyFields {
  /** Routines around the uses of each property name, wherever in the file. */
  #routines: Map<string, Set<Routine>> | undefined
  /** Routines that make room for what is to be filled in. */
  readonly #emptying = new Map<string, Set<Routine>>()

  constructor(readonly program: Program) {}

  /** `node` is the assignment to `target` in the text of `routine`. */
  isFilledBy(target: ESTree.MemberExpression, node: Node, routine: Routine): boolean {
    const name = propertyName(target)
    const object = this.#objectOf(target.object)
    if (name === undefined || !object || node.type !== 'AssignmentExpression') return false
    const isGuarded = /^(\|\||\?\?)=$/.test(node.operator) || (node.operator === '=' && this.#isGuarded(node, target))
    return isGuarded && this.#isComputedFrom(node.right, object, routine) && this.#isUsedOnlyIn(name, routine)
  }

  /** By other functions than those that make such objects: what is filled in after that may be something else. */
  isEmptiedLater(name: string): boolean {
    const emptying = [...(this.#emptying.get(name) ?? [])]
    return !emptying.every((routine) => routine === this.program.file || this.#isConstructor(routine))
  }

  #isConstructor({ node }: Routine): boolean {
    const parent = this.program.parentOf(node)
    if (parent?.type === 'MethodDefinition') return parent.kind === 'constructor'
    return /^[A-Z]/.test(nameOf(this.program, node))
  }

  /** The variable that holds it, or whose `this` it is. */
  #objectOf(node: Node): Binding | Routine | undefined {
    if (node.type === 'ThisExpression') return thisRoutineOf(this.program.routineAround(node))
    return node.type === 'Identifier' ? this.program.scopes.bindingOf(node) : undefined
  }

  #isGuarded(assignment: ESTree.AssignmentExpression, target: ESTree.MemberExpression): boolean {
    const isField = (node: Node) => this.#isSame(node, target)
    const { right } = assignment
    if (right.type === 'LogicalExpression' && right.operator !== '&&' && isField(right.left)) return true
    let from: Node = assignment
    for (let at = this.program.parentOf(from); at && !isFunction(at); at = this.program.parentOf(at)) {
      if (at.type === 'LogicalExpression') return at.operator !== '&&' && at.right === from && isField(at.left)
      if (at.type === 'IfStatement') return at.consequent === from && asksWhetherUnset(at.test, isField)
      if (at.type === 'BlockStatement' && comesAfterLeaving(at.body, from, isField)) return true
      if (!/^(Expression|Block|Return)Statement$/.test(at.type)) return false
      from = at
    }
    return false
  }

  #isSame(node: Node, target: ESTree.MemberExpression): boolean {
    if (node.type !== 'MemberExpression' || propertyName(node) !== propertyName(target)) return false
    const object = this.#objectOf(node.object)
    return object !== undefined && object === this.#objectOf(target.object)
  }

  /** Nothing that another call would bring along has a part in the value, which is no mere flag. */
  #isComputedFrom(value: Node, object: Binding | Routine, routine: Routine): boolean {
    if (value.type === 'ThisExpression') return this.#objectOf(value) === object
    if (value.type === 'Literal' || isFunction(value)) return false
    const binding = value.type === 'Identifier' ? this.program.scopes.bindingOf(value) : undefined
    if (binding && binding !== object && parameterPosition(binding)) return false
    if (binding && binding !== object && this.#isOwn(binding, routine)) {
      const only = onlyValue(binding)
      return only !== undefined && this.#isMadeAtOnce(binding) && this.#isComputedFrom(only, object, routine)
    }
    return everyChild(value, (child) => child.type === 'Literal' || this.#isComputedFrom(child, object, routine))
  }

  /** `const made = new Maker()`, which nothing has been put into when it is looked at. */
  #isMadeAtOnce(binding: Binding): boolean {
    return readsOf(binding).length === 1
  }

  #isOwn(binding: Binding, routine: Routine): boolean {
    return isWithin(this.program.ownerOf(binding), routine)
  }

  #isUsedOnlyIn(name: string, routine: Routine): boolean {
    this.#routines ??= this.#indexed()
    return [...(this.#routines.get(name) ?? [])].every((user) => isWithin(user, routine))
  }

  /** `{ ascii }` of a pattern. */
  #isTakenOut(node: Node): node is ESTree.Property {
    return node.type === 'Property' && this.program.parentOf(node)?.type === 'ObjectPattern'
  }

  /** `this.words = undefined` */
  #isMadeRoomFor(access: Node): boolean {
    const parent = this.program.parentOf(access)
    return parent?.type === 'AssignmentExpression' && parent.left === access && isUnset(parent.right)
  }

  #indexed(): Map<string, Set<Routine>> {
    const found = new Map<string, Set<Routine>>()
    for (const node of this.program.nodes) {
      const name = node.type === 'MemberExpression' || this.#isTakenOut(node) ? propertyName(node) : undefined
      if (name === undefined) continue
      const uses = this.#isMadeRoomFor(node) ? this.#emptying : found
      uses.set(name, (uses.get(name) ?? new Set()).add(this.program.routineAround(node)))
    }
    return found
  }
}

/** `if (o.x) return o.x` before `from`. */
function comesAfterLeaving(body: Node[], from: Node, isField: (node: Node) => boolean): boolean {
  return body.slice(0, body.indexOf(from)).some((statement) => {
    if (statement.type !== 'IfStatement' || statement.alternate) return false
    const { test, consequent } = statement
    const last = consequent.type === 'BlockStatement' ? consequent.body.at(-1) : consequent
    return last?.type === 'ReturnStatement' && asksWhetherSet(test, isField)
  })
}

/** `o.x`, `o.x !== undefined`, `o.x instanceof RegExp`: the opposite of {@link asksWhetherUnset}. */
function asksWhetherSet(test: Node, isField: (node: Node) => boolean): boolean {
  if (isInstanceTest(test)) return isField(test.left)
  if (test.type !== 'BinaryExpression') return isField(test)
  const operator = /^!==?$/.test(test.operator) ? '===' : undefined
  return operator !== undefined && asksWhetherUnset({ ...test, operator }, isField)
}

/** `!o.x`, `o.x == null`, `o.x === -1`, `typeof o.x === 'undefined'`, `!(o.x instanceof RegExp)`. */
export function asksWhetherUnset(test: Node, isField: (node: Node) => boolean): boolean {
  if (test.type === 'UnaryExpression') {
    const { operator, argument } = test
    return operator === '!' && isField(isInstanceTest(argument) ? argument.left : argument)
  }
  if (test.type !== 'BinaryExpression' || !/^===?$/.test(test.operator)) return false
  const { left, right } = test
  if (isField(left)) return isUnset(right)
  const isTyped = left.type === 'UnaryExpression' && left.operator === 'typeof' && isField(left.argument)
  return isTyped && right.type === 'Literal' && right.value === 'undefined'
}

export function isInstanceTest(test: Node): test is ESTree.BinaryExpression & { left: ESTree.Expression } {
  return test.type === 'BinaryExpression' && test.operator === 'instanceof'
}

/** What a field holds that was never computed; any other value is a state that the object can be in. */
export function isUnset(value: Node): boolean {
  if (value.type === 'Literal') return value.value === null && !('regex' in value) && !('bigint' in value)
  if (value.type === 'Identifier') return value.name === 'undefined' || value.name === 'NaN'
  if (value.type !== 'UnaryExpression') return false
  const { operator, argument } = value
  return operator === 'void' || (operator === '-' && argument.type === 'Literal' && argument.value === 1)
}
