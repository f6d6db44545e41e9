/**
 * Follows one argument of a function, or its `this`, through everything that the function's text does with it. Whatever
 * is not known to be harmless is a read of the whole value: a read that is left out makes a wrong key.
 */
import type * as ESTree from 'estree'
import { isCallee, isDropped, isOnlyWritten, isTest } from './places-of-use.js'
import { isWithin, type Program } from './program.js'
import type { FactKind, From, Reading } from './reading.js'
import type { Readings } from './readings.js'
import { type Binding, parameterPosition, readsOf } from './scopes.js'
import { type CallNode, isFunction, type Node, propertyName } from './syntax.js'

type Path = readonly string[]

/** A value that goes by more names than this is read as a whole. */
const MOST_NAMES = 100

export class ValueUses {
  readonly program: Program
  readonly #names = new Map<Binding, Set<string>>()
  readonly #seen = new Map<Node, Set<string>>()
  #nameCount = 0

  constructor(
    readonly all: Readings,
    readonly reading: Reading,
  ) {
    this.program = all.program
  }

  /** `node` evaluates to what is at `path`. */
  use(node: Node, path: Path): void {
    if (this.reading.isWhole || !isNew(this.#seen, node, path)) return
    const parent = this.program.parentOf(node)
    switch (parent?.type) {
      case 'MemberExpression':
        this.#member(parent, node, path)
        break
      case 'VariableDeclarator':
        this.take(parent.id, path, node)
        break
      case 'AssignmentExpression':
        this.#assignment(parent, node, path)
        break
      case 'AssignmentPattern':
        this.take(parent.left, path, node)
        break
      case 'CallExpression':
      case 'NewExpression':
        this.#call(parent, node, path)
        break
      case 'ReturnStatement':
        this.#result(this.program.routineAround(parent) === this.reading.routine, path, node)
        break
      case 'ArrowFunctionExpression':
        this.#result(this.program.routineOf(parent) === this.reading.routine, path, node)
        break
      default:
        this.#useInPlace(parent, node, path)
    }
  }

  /** `super.name`, with `this` as its receiver. */
  superUse(access: ESTree.MemberExpression): void {
    const call = this.program.parentOf(access)
    const name = propertyName(access)
    const isCall = call?.type === 'CallExpression' && call.callee === access
    const methods = isCall && name ? this.all.receivers.superMethods(this.reading.routine, name) : undefined
    if (!methods || !isCall) this.#add('reads', [], access)
    else for (const routine of methods) this.#enter(routine, 'this', [], call)
  }

  /** `pattern` is given what is at `path`. */
  take(pattern: Node, path: Path, at: Node): void {
    switch (pattern.type) {
      case 'Identifier':
        this.#name(pattern, path, at)
        break
      case 'AssignmentPattern':
        this.#tests(path, pattern.right, at)
        this.take(pattern.left, path, at)
        break
      case 'ObjectPattern':
        this.#takeApart(pattern, path, at)
        break
      default:
        this.#add('reads', path, at)
    }
  }

  #takeApart(pattern: ESTree.ObjectPattern, path: Path, at: Node): void {
    this.#add('visits', path, at)
    for (const part of pattern.properties) {
      const name = part.type === 'Property' ? propertyName(part) : undefined
      if (part.type !== 'Property' || name === undefined) this.#add('reads', path, at)
      else this.#step(name, path, at, (to) => this.take(part.value, to, at))
    }
  }

  /** `name` of what is at `path` is read; a getter of the file is looked into. */
  #step(name: string, path: Path, at: Node, onwards: (to: Path) => void): void {
    const getters = this.#isThis(path) ? this.all.receivers.getters(this.reading.routine, name) : undefined
    if (getters) {
      for (const routine of getters)
        this.all.follow(routine, 'this', (kind, below) => {
          if (kind === 'returns') onwards(below)
          else this.#add(kind, below, at)
        })
      return
    }
    const to = [...path, name]
    this.#add('visits', to, at)
    onwards(to)
  }

  #isThis(path: Path): boolean {
    return path.length === 0 && this.reading.from === 'this'
  }

  #name(identifier: ESTree.Identifier, path: Path, at: Node): void {
    const binding = this.program.scopes.bindingOf(identifier)
    // What is kept outside outlives the call.
    if (!binding || !isWithin(this.program.ownerOf(binding), this.reading.routine)) {
      this.#add('reads', path, at)
      return
    }
    if (!isNew(this.#names, binding, path)) return
    if (this.#nameCount++ === MOST_NAMES) this.#add('reads', [], at)
    for (const read of readsOf(binding)) this.use(read, path)
  }

  #member(access: ESTree.MemberExpression, node: Node, path: Path): void {
    const name = access.object === node ? propertyName(access) : undefined
    const outer = this.program.parentOf(access)
    if (name === undefined || name.startsWith('#')) this.#add('reads', path, node)
    else if (isCallee(outer, access)) this.#method(access, outer as CallNode, name, path)
    else if (isOnlyWritten(outer, access)) {
      if (this.all.receivers.isSetter(name)) this.#add('reads', path, node)
    } else this.#step(name, path, node, (to) => this.use(access, to))
  }

  #method(access: Node, call: CallNode, name: string, path: Path): void {
    const methods = this.#isThis(path) ? this.all.receivers.methods(this.reading.routine, name) : undefined
    if (!methods || call.type === 'TaggedTemplateExpression') this.#add('reads', path, access)
    else for (const routine of methods) this.#enter(routine, 'this', path, call)
  }

  #enter(routine: Parameters<Readings['follow']>[0], from: From, path: Path, call: Node): void {
    this.all.follow(routine, from, (kind, below) => {
      const to = [...path, ...below]
      if (kind === 'returns') this.use(call, to)
      else this.#add(kind, to, call)
    })
  }

  #assignment(assignment: ESTree.AssignmentExpression, node: Node, path: Path): void {
    const { operator } = assignment
    const isConditional = /^(\|\||&&|\?\?)=$/.test(operator)
    if (assignment.left === node && isConditional) {
      this.#tests(path, operator === '&&=' ? undefined : assignment.right, node)
      this.use(assignment, path)
      return
    }
    if (assignment.left === node || !(isConditional || operator === '=')) {
      this.#add('reads', path, node)
      return
    }
    if (this.#isSeenThroughArguments(assignment.left)) this.#add('reads', path, node)
    this.take(assignment.left, path, node)
    this.use(assignment, path)
  }

  /** In sloppy code an assignment to a parameter changes `arguments` too. */
  #isSeenThroughArguments(target: Node): boolean {
    const binding = target.type === 'Identifier' ? this.program.scopes.bindingOf(target) : undefined
    if (!binding || !parameterPosition(binding)) return false
    return this.all.argumentsOf(this.program.ownerOf(binding)) !== undefined
  }

  #call(call: ESTree.CallExpression | ESTree.NewExpression, node: Node, path: Path): void {
    if (call.callee === node) {
      // `(o?.m)()` hands o to m.
      this.#add('reads', node.type === 'ChainExpression' ? path.slice(0, -1) : path, node)
      return
    }
    const place = call.arguments.indexOf(node as ESTree.Expression)
    const isAfterSpread = call.arguments.slice(0, place).some(({ type }) => type === 'SpreadElement')
    const targets = isAfterSpread ? undefined : this.all.targets.of(call)
    if (!targets) {
      this.#add('reads', path, node)
      return
    }
    const index = place - targets.shift
    for (const routine of targets.routines) this.#enter(routine, index < 0 ? 'this' : index, path, call)
  }

  #result(isOwn: boolean, path: Path, at: Node): void {
    const { node } = this.reading.routine
    const isPlain = isFunction(node) && !node.async && !node.generator
    this.#add(isOwn && isPlain ? 'returns' : 'reads', path, at)
  }

  #useInPlace(parent: Node | undefined, node: Node, path: Path): void {
    switch (parent?.type) {
      case 'ChainExpression':
        this.use(parent, path)
        break
      case 'SequenceExpression':
        if (parent.expressions.at(-1) === node) this.use(parent, path)
        break
      case 'ConditionalExpression':
        if (parent.test === node) this.#tests(path, undefined, node)
        else this.use(parent, path)
        break
      case 'LogicalExpression':
        if (parent.left === node) this.#tests(path, parent.operator === '&&' ? undefined : parent.right, node)
        // What is left of `&&` is the result only where it is no object, which the test tells.
        if (parent.operator !== '&&' || parent.right === node) this.use(parent, path)
        break
      default:
        if (isTest(parent, node)) this.#tests(path, undefined, node)
        else if (!isDropped(parent, node)) this.#add('reads', path, node)
    }
  }

  /** An empty literal in place of a missing object has nothing in it either. */
  #tests(path: Path, instead: Node | undefined, at: Node): void {
    const isHarmless = instead?.type === 'ObjectExpression' && instead.properties.length === 0
    this.#add(isHarmless ? 'visits' : 'tests', path, at)
  }

  #add(kind: FactKind, path: Path, node: Node): void {
    this.reading.add(kind, path, node)
  }
}

function isNew<K>(seen: Map<K, Set<string>>, key: K, path: Path): boolean {
  const paths = seen.get(key)
  const joined = path.join('\0')
  if (paths?.has(joined)) return false
  if (paths) paths.add(joined)
  else seen.set(key, new Set([joined]))
  return true
}
