/**
 * Which functions of the file a call surely enters: all of them, or undefined. Callees (callee.ts) makes the best guess
 * instead, which is right for finding what a function may do but would let a key leave out what it reads.
 */
import type * as ESTree from 'estree'
import { lookUp, type Members, onlyValue } from './members.js'
import type { Program, Routine } from './program.js'
import type { Receivers } from './receivers.js'
import { type Binding, declaredNode, writesTo } from './scopes.js'
import { type CallNode, isClass, isFunction, type Node, propertyName, unwrapped } from './syntax.js'

export interface Targets {
  routines: Routine[]
  /** Place of the first argument among the call's: 1 in `f.call(receiver, first)`, where place 0 is the receiver. */
  shift: 0 | 1
}

const MOST_HANDS = 8
const MOST_TARGETS = 6

export class CallTargets {
  readonly #known = new Map<CallNode, Targets | undefined>()
  readonly #plainTables = new Map<Binding, boolean>()
  /** A direct `eval` may declare anything over again. */
  readonly #isOpaque: boolean

  constructor(
    readonly program: Program,
    readonly members: Members,
    readonly receivers: Receivers,
  ) {
    this.#isOpaque = program.routines.some(({ opaque }) => opaque !== undefined)
  }

  of(call: CallNode): Targets | undefined {
    if (this.#known.has(call)) return this.#known.get(call)
    const found = this.#isOpaque ? undefined : this.#find(call)
    this.#known.set(call, found)
    return found
  }

  #find(call: CallNode): Targets | undefined {
    if (call.type === 'TaggedTemplateExpression') return undefined
    if (call.type === 'NewExpression') return plain(this.#constructed(call.callee, 0))
    const callee = unwrapped(call.callee)
    if (callee.type === 'Super') return plain(this.#constructed(this.#superClass(call), 0))
    if (callee.type === 'MemberExpression' && propertyName(callee) === 'call') {
      const routines = this.#routines(callee.object, 0)
      return routines && { routines, shift: 1 }
    }
    return plain(this.#routines(callee, 0))
  }

  #routines(node: Node | undefined, hands: number): Routine[] | undefined {
    if (!node || hands > MOST_HANDS) return undefined
    const bare = unwrapped(node)
    if (isFunction(bare)) return this.#routine(bare)
    switch (bare.type) {
      case 'Identifier':
        return this.#ofBinding(bare, hands)
      case 'MemberExpression':
        return this.#ofMember(bare, hands)
      case 'ConditionalExpression':
        return this.#all([bare.consequent, bare.alternate], hands)
      default:
        return undefined
    }
  }

  #routine(node: Node): Routine[] | undefined {
    const routine = this.program.routineOf(node)
    return routine && [routine]
  }

  #all(nodes: Node[], hands: number): Routine[] | undefined {
    const found = nodes.map((node) => this.#routines(node, hands + 1))
    if (found.length === 0 || found.includes(undefined)) return undefined
    const routines = [...new Set((found as Routine[][]).flat())]
    return routines.length > MOST_TARGETS ? undefined : routines
  }

  #ofBinding(identifier: ESTree.Identifier, hands: number): Routine[] | undefined {
    const value = this.#valueOf(identifier)
    return value && !isClass(value) ? this.#routines(value, hands + 1) : undefined
  }

  /** The one thing that the name ever means. */
  #valueOf(identifier: ESTree.Identifier): Node | undefined {
    const binding = this.program.scopes.bindingOf(identifier)
    if (!binding) return undefined
    const declared = declaredNode(binding)
    if (declared) return writesTo(binding).length === 0 ? declared : undefined
    return onlyValue(binding)
  }

  #ofMember(node: ESTree.MemberExpression, hands: number): Routine[] | undefined {
    const name = propertyName(node)
    if (name === undefined) return undefined
    const { object } = node
    if (object.type === 'ThisExpression') return this.receivers.methods(this.program.routineAround(object), name)
    if (object.type === 'Super') return this.receivers.superMethods(this.program.routineAround(object), name)
    if (object.type !== 'Identifier' || !this.#isPlainTable(object)) return undefined
    const table = this.members.tableOf(object)
    return table && !this.receivers.isAccessor(name) ? this.#all(lookUp(table, name), hands) : undefined
  }

  /** A literal, class or function of the file that is never handed to somebody who might put other things into it. */
  #isPlainTable(identifier: ESTree.Identifier): boolean {
    const binding = this.program.scopes.bindingOf(identifier)
    if (!binding) return identifier.name === 'exports'
    let known = this.#plainTables.get(binding)
    if (known === undefined) {
      const value = this.#valueOf(identifier)
      const isTable = value !== undefined && (value.type === 'ObjectExpression' || isClass(value) || isFunction(value))
      known = isTable && !isOpen(value) && this.#isKept(binding, isFunction(value) || isClass(value))
      this.#plainTables.set(binding, known)
    }
    return known
  }

  /** Only its named members are used, and it is exported; functions and classes may be called, made and extended. */
  #isKept(binding: Binding, isCallable: boolean): boolean {
    return binding.references.every((reference) => {
      if (reference.init) return true
      const node = reference.identifier as Node
      const parent = this.program.parentOf(node)
      if (parent?.type === 'MemberExpression' && parent.object === node) return propertyName(parent) !== undefined
      if (parent?.type === 'AssignmentExpression') return parent.right === node && isExports(parent.left)
      if (/^Export/.test(parent?.type ?? '')) return true
      return isCallable && parent !== undefined && isUseOfCallable(parent, node)
    })
  }

  #constructed(node: Node | undefined, hands: number): Routine[] | undefined {
    const bare = node && unwrapped(node)
    const value = bare?.type === 'Identifier' ? this.#valueOf(bare) : bare
    if (!value || hands > MOST_HANDS) return undefined
    if (isFunction(value)) return this.#routine(value)
    if (value.type === 'Identifier') return this.#constructed(value, hands + 1)
    if (!isClass(value)) return undefined
    const builder = value.body.body.find(isConstructor)
    if (builder) return this.#routine(builder.value)
    return value.superClass ? this.#constructed(value.superClass, hands + 1) : []
  }

  #superClass(call: Node): Node | undefined {
    let at = this.program.parentOf(call)
    while (at && !isClass(at)) at = this.program.parentOf(at)
    return at?.superClass ?? undefined
  }
}

function plain(routines: Routine[] | undefined): Targets | undefined {
  return routines && { routines, shift: 0 }
}

function isConstructor(member: Node): member is ESTree.MethodDefinition {
  return member.type === 'MethodDefinition' && member.kind === 'constructor'
}

/** Others' properties are copied into it, or computed ones. */
function isOpen(value: Node): boolean {
  if (value.type !== 'ObjectExpression') return false
  return value.properties.some((part) => part.type === 'SpreadElement' || propertyName(part) === undefined)
}

function isExports(target: Node): boolean {
  if (target.type !== 'MemberExpression') return false
  const { object } = target
  const isNamed = (node: Node, name: string) => node.type === 'Identifier' && node.name === name
  return (
    isNamed(object, 'exports') || (isNamed(object, 'module') && propertyName(target) === 'exports') || isDeep(object)
  )
}

/** `module.exports.x = ...` */
function isDeep(object: Node): boolean {
  return object.type === 'MemberExpression' && isExports(object)
}

function isUseOfCallable(parent: Node, node: Node): boolean {
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') return parent.callee === node
  if (parent.type === 'BinaryExpression') return parent.operator === 'instanceof'
  if (isClass(parent)) return parent.superClass === node
  // `module.exports = { f }`
  return parent.type === 'Property' && parent.value === node
}
