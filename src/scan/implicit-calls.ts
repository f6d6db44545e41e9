/**
 * What expressions call without saying so: conversions to text and numbers, iteration, `JSON.stringify`, accessors and
 * proxies, of objects that the file makes and that the expression surely means.
 */
import type * as ESTree from 'estree'
import { builtinTypeOf } from './builtin-types.js'
import type { Callees } from './callee.js'
import type { DirectEffects } from './direct-effects.js'
import type { DirectWrites } from './direct-writes.js'
import { reasonEffect } from './effects.js'
import { HookedObjects, hookName } from './hooked-objects.js'
import { onlyValue } from './only-value.js'
import type { Program, Routine } from './program.js'
import { isFunction, type Node, propertyName, startOf, textOf, unwrapped } from './syntax.js'

const TO_TEXT = ['@@toPrimitive', 'toString']
const TO_NUMBER = ['@@toPrimitive', 'valueOf', 'toString']
const CONVERTS = /^(String|Number|BigInt|parseInt|parseFloat|encodeURI|encodeURIComponent|isNaN)$/
const ITERATES =
  /^(Set|Map|WeakSet|WeakMap|Array\.from|\w+Array|\w+Array\.from|Object\.fromEntries|Promise\.(all|allSettled|any|race))$/

export class ImplicitCalls {
  readonly #byRoutine = new Map<Routine, DirectEffects>()
  readonly #objects: HookedObjects

  constructor(
    readonly program: Program,
    readonly callees: Callees,
    readonly writes: DirectWrites,
  ) {
    this.#objects = new HookedObjects(program, callees)
    if (this.#objects.exist) for (const node of program.nodes) this.#visit(node)
  }

  of(routine: Routine): DirectEffects {
    return this.#byRoutine.get(routine) ?? { effects: [], edges: [] }
  }

  #visit(node: Node): void {
    switch (node.type) {
      case 'TemplateLiteral':
        if (this.program.parentOf(node)?.type !== 'TaggedTemplateExpression')
          for (const part of node.expressions) this.#toText(part)
        break
      case 'BinaryExpression':
        this.#operate(node)
        break
      case 'UnaryExpression':
        if (/^[-+~]$/.test(node.operator)) this.#run(node.argument, TO_NUMBER)
        break
      case 'CallExpression':
      case 'NewExpression':
        this.#call(node)
        break
      case 'SpreadElement':
        this.#iterate(node.argument)
        break
      case 'ForOfStatement':
        this.#iterate(node.right)
        break
      case 'YieldExpression':
        if (node.delegate && node.argument) this.#iterate(node.argument)
        break
      case 'AwaitExpression':
        this.#run(node.argument, ['then'])
        break
      case 'VariableDeclarator':
        if (node.init) this.#takeApart(node.id, node.init)
        break
      case 'AssignmentExpression':
        this.#takeApart(node.left, node.right)
        break
      case 'MemberExpression':
        if (node.object.type !== 'Super') this.#access(node.object, propertyName(node), this.#isSet(node))
        break
    }
  }

  #operate({ operator, left, right }: ESTree.BinaryExpression): void {
    if (operator === 'in') this.#access(right, undefined, false)
    else if (operator === '+') {
      for (const side of [left as Node, right]) {
        if (builtinTypeOf(this.callees, side) === 'Date') this.#toText(side)
        else this.#run(side, TO_NUMBER)
      }
    } else if (!/^(instanceof|[!=]==)$/.test(operator)) {
      this.#run(left as Node, TO_NUMBER)
      this.#run(right, TO_NUMBER)
    }
  }

  #call(call: ESTree.SimpleCallExpression | ESTree.NewExpression): void {
    const [first] = call.arguments
    if (!first || first.type === 'SpreadElement') return
    const [meaning] = this.callees.meaningsOf(call.callee)
    if (meaning?.kind !== 'global') return
    if (CONVERTS.test(meaning.path)) this.#toText(first)
    if (ITERATES.test(meaning.path)) this.#iterate(first)
    if (meaning.path === 'JSON.stringify') this.#toJson(first, 0)
  }

  #toText(operand: Node): void {
    if (builtinTypeOf(this.callees, operand) === 'Date') {
      const line = this.program.lineOf(operand)
      this.#ofRoutine(operand).effects.push(reasonEffect('locale-or-time-zone', line, textOf(operand)))
    }
    this.#run(operand, TO_TEXT)
  }

  #toJson(operand: Node, depth: number): void {
    this.#run(operand, ['toJSON'])
    const object = this.#objects.behind(operand)
    if (object?.type !== 'ObjectExpression' || depth > 2) return
    for (const part of object.properties) if (part.type === 'Property') this.#toJson(part.value, depth + 1)
  }

  /** What iterates an iterator that others have uses it up. */
  #iterate(operand: Node): void {
    this.#run(operand, ['@@iterator'])
    if (this.#makesIterator(operand)) {
      const routine = this.program.routineAround(operand)
      const effects = this.writes.mutation(operand, undefined, routine, operand, textOf(operand))
      this.#ofRoutine(operand).effects.push(...effects)
    }
  }

  #makesIterator(operand: Node): boolean {
    const binding = operand.type === 'Identifier' ? this.program.scopes.bindingOf(operand) : undefined
    const value = binding && onlyValue(binding)
    if (value?.type !== 'CallExpression') return false
    const callee = unwrapped(value.callee)
    const name = callee.type === 'MemberExpression' ? hookName(callee) : undefined
    const meanings = this.callees.meaningsOf(callee)
    if (meanings.some((one) => one.kind === 'routine' && isFunction(one.routine.node) && one.routine.node.generator))
      return true
    return (
      /^(@@iterator|values|keys|entries|matchAll)$/.test(name ?? '') && meanings.every(({ kind }) => kind === 'unknown')
    )
  }

  #takeApart(pattern: Node, value: Node): void {
    if (pattern.type === 'ArrayPattern') this.#iterate(value)
    if (pattern.type !== 'ObjectPattern') return
    for (const part of pattern.properties) {
      this.#access(value, part.type === 'Property' ? propertyName(part) : undefined, false)
    }
  }

  #isSet(access: ESTree.MemberExpression): boolean {
    const parent = this.program.parentOf(access)
    return parent?.type === 'AssignmentExpression' && parent.left === access && parent.operator === '='
  }

  #access(object: Node, name: string | undefined, isSet: boolean): void {
    if (this.#objects.isProxy(object)) this.#enterProxy(object)
    else if (name !== undefined) this.#enter(object, this.#objects.accessor(object, name, isSet ? 'set' : 'get'))
  }

  #enterProxy(proxy: Node): void {
    const traps = this.#objects.trapsOf(proxy)
    for (const trap of traps ?? []) this.#enter(proxy, trap)
    if (traps) return
    const line = this.program.lineOf(proxy)
    this.#ofRoutine(proxy).effects.push(reasonEffect('calls-unknown', line, textOf(proxy)))
  }

  /** The first of these methods that the object has. */
  #run(operand: Node, names: string[]): void {
    if (this.#objects.isProxy(operand)) this.#enterProxy(operand)
    for (const name of names) {
      const method = this.#objects.method(operand, name)
      if (!method) continue
      this.#enter(operand, method)
      return
    }
  }

  #enter(object: Node, method: Node | undefined): void {
    const routine = method && this.program.routineOf(method)
    if (routine) this.#ofRoutine(object).edges.push({ routine, call: readOf(object), elementsOf: undefined })
  }

  #ofRoutine(node: Node): DirectEffects {
    const routine = this.program.routineAround(node)
    const known = this.#byRoutine.get(routine) ?? { effects: [], edges: [] }
    this.#byRoutine.set(routine, known)
    return known
  }
}

/** Stands for a read of `object`, which is what the method that runs has for `this`. */
function readOf(object: Node): ESTree.MemberExpression {
  const property: ESTree.Identifier = { type: 'Identifier', name: 'hook' }
  const read = { type: 'MemberExpression', object, property, computed: false, optional: false, start: startOf(object) }
  return read as unknown as ESTree.MemberExpression
}
