/**
 * Follows one argument of a function, or its `this`, through everything that the function's text does with it. Whatever
 * is not known to be harmless is a read of the whole value: a read that is left out makes a wrong key.
 */
import type * as ESTree from 'estree'
import { takenApart } from './getter-reads.js'
import { type Place, SeenAt } from './place.js'
import { isCallee, isDropped, isOnlyWritten, isTest } from './places-of-use.js'
import { isWithin, type Program } from './program.js'
import type { FactKind, From, Reading } from './reading.js'
import type { Readings } from './readings.js'
import { type Binding, parameterPosition, readsOf } from './scopes.js'
import { type CallNode, isFunction, type Node, propertyName } from './syntax.js'

/** A value that goes by more names than this is read as a whole. */
const MOST_NAMES = 100

export class ValueUses {
  readonly program: Program
  readonly #names = new SeenAt<Binding>()
  readonly #seen = new SeenAt<Node>()
  #nameCount = 0

  constructor(
    readonly all: Readings,
    readonly reading: Reading,
  ) {
    this.program = all.program
  }

  /** `node` evaluates to what is at `place`. */
  use(node: Node, place: Place): void {
    if (this.reading.isWhole || !this.#seen.add(node, place)) return
    const parent = this.program.parentOf(node)
    switch (parent?.type) {
      case 'MemberExpression':
        this.#member(parent, node, place)
        break
      case 'VariableDeclarator':
        this.take(parent.id, place)
        break
      case 'AssignmentExpression':
        this.#assignment(parent, node, place)
        break
      case 'AssignmentPattern':
        this.take(parent.left, place)
        break
      case 'CallExpression':
      case 'NewExpression':
        this.#call(parent, node, place)
        break
      case 'ReturnStatement':
        this.#result(this.program.routineAround(parent) === this.reading.routine, place)
        break
      case 'ArrowFunctionExpression':
        this.#result(this.program.routineOf(parent) === this.reading.routine, place)
        break
      default:
        this.#useInPlace(parent, node, place)
    }
  }

  /** `super.name`, with `this` as its receiver. */
  superUse(access: ESTree.MemberExpression): void {
    const call = this.program.parentOf(access)
    const name = propertyName(access)
    const isCall = call?.type === 'CallExpression' && call.callee === access
    const methods = isCall && name ? this.all.receivers.superMethods(this.reading.routine, name) : undefined
    if (!methods || !isCall) this.#add('reads', this.all.root)
    else for (const routine of methods) this.#enter(routine, 'this', this.all.root, call)
  }

  /** `pattern` is given what is at `place`. */
  take(pattern: Node, place: Place): void {
    switch (pattern.type) {
      case 'Identifier':
        this.#name(pattern, place)
        break
      case 'AssignmentPattern':
        this.#tests(place, pattern.right)
        this.take(pattern.left, place)
        break
      case 'ObjectPattern':
        this.#takeApart(pattern, place)
        break
      default:
        this.#add('reads', place)
    }
  }

  #takeApart(pattern: ESTree.ObjectPattern, place: Place): void {
    this.#add('visits', place)
    for (const part of pattern.properties) {
      const name = part.type === 'Property' ? propertyName(part) : undefined
      if (part.type !== 'Property' || name === undefined) this.#add('reads', place)
      else this.#step(name, place, takenApart(this.program, pattern), (to) => this.take(part.value, to))
    }
  }

  /**
   * `name` of what is at `place`, which `object` says, is read. A getter of the file is looked into where its run is known
   * as a call too, see getter-reads.ts; the value of any other is not asked for when a key is made.
   */
  #step(name: string, place: Place, object: Node | undefined, onwards: (to: Place) => void): void {
    const isCall = this.#isThis(place) && object?.type === 'ThisExpression'
    const getters = isCall ? this.all.receivers.getters(this.reading.routine, name) : undefined
    if (getters) {
      this.#relyOn(name)
      for (const routine of getters)
        this.all.follow(routine, 'this', (kind, below) => {
          if (kind === 'returns') onwards(below)
          else this.#add(kind, below)
        })
      return
    }
    const to = place.at(name)
    this.#add('visits', to)
    onwards(to)
  }

  #isThis(place: Place): boolean {
    return place.above === undefined && this.reading.from === 'this'
  }

  #name(identifier: ESTree.Identifier, place: Place): void {
    const binding = this.program.scopes.bindingOf(identifier)
    // What is kept outside outlives the call.
    if (!binding || !isWithin(this.program.ownerOf(binding), this.reading.routine)) {
      this.#add('reads', place)
      return
    }
    if (!this.#names.add(binding, place)) return
    if (this.#nameCount++ === MOST_NAMES) this.#add('reads', this.all.root)
    for (const read of readsOf(binding)) this.use(read, place)
  }

  #member(access: ESTree.MemberExpression, node: Node, place: Place): void {
    const name = access.object === node ? propertyName(access) : undefined
    const outer = this.program.parentOf(access)
    if (name === undefined || name.startsWith('#')) this.#add('reads', place)
    else if (isCallee(outer, access)) this.#method(outer as CallNode, name, place)
    else if (isOnlyWritten(outer, access)) {
      if (this.all.receivers.isSetter(name)) this.#add('reads', place)
    } else this.#step(name, place, node, (to) => this.use(access, to))
  }

  #method(call: CallNode, name: string, place: Place): void {
    const dropped = isDropped(this.program.parentOf(call), call)
    const methods = this.#isThis(place) ? this.all.receivers.methods(this.reading.routine, name, dropped) : undefined
    if (!methods || call.type === 'TaggedTemplateExpression') {
      this.#add('reads', place)
      return
    }
    this.#relyOn(name)
    for (const routine of methods) this.#enter(routine, 'this', place, call)
  }

  #relyOn(name: string): void {
    this.#add('relies', this.all.root.at(name))
  }

  #enter(routine: Parameters<Readings['follow']>[0], from: From, place: Place, call: Node): void {
    this.all.follow(routine, from, (kind, below) => {
      const to = place.joined(below)
      if (kind === 'returns') this.use(call, to)
      else this.#add(kind, kind === 'relies' ? below : to)
    })
  }

  #assignment(assignment: ESTree.AssignmentExpression, node: Node, place: Place): void {
    const { operator } = assignment
    const isConditional = /^(\|\||&&|\?\?)=$/.test(operator)
    if (assignment.left === node && isConditional) {
      this.#tests(place, operator === '&&=' ? undefined : assignment.right)
      this.use(assignment, place)
      return
    }
    if (assignment.left === node || !(isConditional || operator === '=')) {
      this.#add('reads', place)
      return
    }
    if (this.#isSeenThroughArguments(assignment.left)) this.#add('reads', place)
    this.take(assignment.left, place)
    this.use(assignment, place)
  }

  /** In sloppy code an assignment to a parameter changes `arguments` too. */
  #isSeenThroughArguments(target: Node): boolean {
    const binding = target.type === 'Identifier' ? this.program.scopes.bindingOf(target) : undefined
    if (!binding || !parameterPosition(binding)) return false
    return this.all.argumentsOf(this.program.ownerOf(binding)) !== undefined
  }

  #call(call: ESTree.CallExpression | ESTree.NewExpression, node: Node, place: Place): void {
    if (call.callee === node) {
      // `(o?.m)()` hands o to m.
      this.#add('reads', node.type === 'ChainExpression' ? (place.above ?? place) : place)
      return
    }
    const index = call.arguments.indexOf(node as ESTree.Expression)
    const isAfterSpread = call.arguments.slice(0, index).some(({ type }) => type === 'SpreadElement')
    const targets = isAfterSpread ? undefined : this.all.targets.of(call)
    if (!targets) {
      this.#add('reads', place)
      return
    }
    if (targets.method !== undefined) this.#relyOn(targets.method)
    const from = index < targets.shift ? 'this' : index - targets.shift
    for (const routine of targets.routines) this.#enter(routine, from, place, call)
  }

  #result(isOwn: boolean, place: Place): void {
    const { node } = this.reading.routine
    const isPlain = isFunction(node) && !node.async && !node.generator
    this.#add(isOwn && isPlain ? 'returns' : 'reads', place)
  }

  #useInPlace(parent: Node | undefined, node: Node, place: Place): void {
    switch (parent?.type) {
      case 'ChainExpression':
        this.use(parent, place)
        break
      case 'SequenceExpression':
        if (parent.expressions.at(-1) === node) this.use(parent, place)
        break
      case 'ConditionalExpression':
        if (parent.test === node) this.#tests(place, undefined)
        else this.use(parent, place)
        break
      case 'LogicalExpression':
        if (parent.left === node) this.#tests(place, parent.operator === '&&' ? undefined : parent.right)
        // What is left of `&&` is the result only where it is no object, which the test tells.
        if (parent.operator !== '&&' || parent.right === node) this.use(parent, place)
        break
      default:
        if (isTest(parent, node)) this.#tests(place, undefined)
        else if (!isDropped(parent, node)) this.#add('reads', place)
    }
  }

  /** An empty literal in place of a missing object has nothing in it either. */
  #tests(place: Place, instead: Node | undefined): void {
    const isHarmless = instead?.type === 'ObjectExpression' && instead.properties.length === 0
    this.#add(isHarmless ? 'visits' : 'tests', place)
  }

  #add(kind: FactKind, place: Place): void {
    this.reading.add(kind, place)
  }
}
