/**
 * Where the object that an expression evaluates to comes from, seen from one function: out of its parameters, `this`,
 * something captured, or nowhere (created during the call). A demand-driven search over the values that bindings are
 * given, flow-insensitive but for assignments that surely come first.
 */
import type * as ESTree from 'estree'
import {
  RETURNS_COPY,
  RETURNS_FIRST_ARGUMENT,
  RETURNS_PART,
  RETURNS_PARTS_OF_ARGUMENT,
  RETURNS_RECEIVER,
} from './builtins.js'
import type { Callees } from './callee.js'
import { Contents } from './contents.js'
import { isWithin, type Program, type Routine, thisRoutineOf } from './program.js'
import { type Binding, isArgumentsObject, parameterPosition, type Write, writesTo } from './scopes.js'
import { type CallNode, endOf, type Node, propertyName, startOf, unwrapped } from './syntax.js'

export type Root =
  | { kind: 'binding'; binding: Binding }
  | { kind: 'this'; routine: Routine }
  | { kind: 'arguments'; routine: Routine }
  | { kind: 'global'; name: string }

/** An object found `reads` property reads below `root`; 0: the root itself. */
export interface Origin {
  root: Root
  reads: number
  /** First property on the way from the root; undefined: the root itself, or a computed one. */
  property: string | undefined
}

/** Deeper containers are all taken to be this deep. */
const MOST_READS = 4

interface Search {
  routine: Routine
  found: Map<string, Origin>
  visited: Set<string>
}

export class Origins {
  readonly #contents: Contents
  readonly #ids = new Map<object, number>()
  readonly #returned = new Map<string, Origin[]>()

  constructor(
    readonly program: Program,
    readonly callees: Callees,
  ) {
    this.#contents = new Contents(program)
  }

  /** Origins of what is found `reads` property reads below the value of `node`, outside what `routine` creates. */
  of(node: Node, routine: Routine, reads = 0, property?: string): Origin[] {
    const search: Search = { routine, found: new Map(), visited: new Set() }
    this.#follow(node, reads, property, search)
    return [...search.found.values()]
  }

  /** The same for a binding as it may be anywhere in `routine`. */
  ofBinding(binding: Binding, routine: Routine, reads = 0, property?: string): Origin[] {
    const search: Search = { routine, found: new Map(), visited: new Set() }
    this.#followBinding(binding, Number.POSITIVE_INFINITY, reads, property, search)
    return [...search.found.values()]
  }

  idOf(thing: object): number {
    let id = this.#ids.get(thing)
    if (id === undefined) {
      id = this.#ids.size
      this.#ids.set(thing, id)
    }
    return id
  }

  rootKey(root: Root): string {
    switch (root.kind) {
      case 'binding':
        return `b${this.idOf(root.binding)}`
      case 'global':
        return `g${root.name}`
      default:
        return `${root.kind}${this.idOf(root.routine)}`
    }
  }

  #add(root: Root, reads: number, property: string | undefined, search: Search): void {
    const key = `${this.rootKey(root)}|${reads}|${property}`
    if (!search.found.has(key)) search.found.set(key, { root, reads, property })
  }

  #follow(node: Node, reads: number, property: string | undefined, search: Search): void {
    const bare = unwrapped(node)
    const depth = Math.min(reads, MOST_READS)
    switch (bare.type) {
      case 'Identifier':
        this.#followIdentifier(bare, depth, property, search)
        break
      case 'ThisExpression':
      case 'Super':
        this.#add({ kind: 'this', routine: thisRoutineOf(this.program.routineAround(bare)) }, depth, property, search)
        break
      case 'MemberExpression':
        this.#follow(bare.object, depth + 1, propertyName(bare), search)
        break
      case 'ArrayExpression':
        if (depth > 0) for (const element of bare.elements) if (element) this.#followElement(element, depth, search)
        break
      case 'ObjectExpression':
        if (depth > 0) for (const part of bare.properties) this.#followElement(part, depth, search)
        break
      case 'ConditionalExpression':
        this.#follow(bare.consequent, depth, property, search)
        this.#follow(bare.alternate, depth, property, search)
        break
      case 'LogicalExpression':
        this.#follow(bare.left, depth, property, search)
        this.#follow(bare.right, depth, property, search)
        break
      case 'AssignmentExpression':
        this.#follow(bare.right, depth, property, search)
        break
      case 'CallExpression':
        this.#followCall(bare, depth, search)
        break
      case 'NewExpression':
        if (depth > 0) for (const argument of bare.arguments) this.#followElement(argument, depth, search)
        break
    }
  }

  #followElement(element: Node, reads: number, search: Search): void {
    // The container itself, made for the call, is what changes.
    if (reads < 1) return
    if (element.type === 'SpreadElement') this.#follow(element.argument, reads, undefined, search)
    else this.#follow(element.type === 'Property' ? element.value : element, reads - 1, undefined, search)
  }

  #followIdentifier(node: ESTree.Identifier, reads: number, property: string | undefined, search: Search): void {
    const binding = this.program.scopes.bindingOf(node)
    if (binding) this.#followBinding(binding, startOf(node), reads, property, search)
    else if (!/^(undefined|NaN|Infinity)$/.test(node.name)) {
      this.#add({ kind: 'global', name: node.name }, reads, property, search)
    }
  }

  #followBinding(
    binding: Binding,
    position: number,
    reads: number,
    property: string | undefined,
    search: Search,
  ): void {
    const owner = this.program.ownerOf(binding)
    if (isArgumentsObject(binding)) {
      this.#add({ kind: 'arguments', routine: owner }, reads, property, search)
      return
    }
    if (!isWithin(owner, search.routine)) {
      this.#add({ kind: 'binding', binding }, reads, property, search)
      return
    }
    const writes = writesTo(binding)
    const sure = lastSureWrite(this.program, binding, writes, position)
    const key = `${this.idOf(binding)}|${reads}|${sure ? startOf(sure.identifier) : -1}`
    if (search.visited.has(key)) return
    search.visited.add(key)
    this.#followParameter(binding, sure, reads, property, search)
    for (const write of writes) {
      if (sure && startOf(write.identifier) < startOf(sure.identifier)) continue
      if (write.value) this.#follow(write.value, write.partial ? reads + 1 : reads, property, search)
    }
    if (reads > 0) for (const part of this.#contents.of(binding)) this.#follow(part, reads - 1, undefined, search)
  }

  #followParameter(
    binding: Binding,
    sure: Write | undefined,
    reads: number,
    property: string | undefined,
    search: Search,
  ): void {
    const position = parameterPosition(binding)
    if (!position || sure) return
    if (position.rest && reads === 0) return
    this.#add({ kind: 'binding', binding }, reads, property, search)
  }

  #followCall(call: ESTree.CallExpression, reads: number, search: Search): void {
    for (const meaning of this.callees.meaningsOf(call.callee)) {
      if (meaning.kind === 'routine') this.#followReturns(call, meaning.routine, reads, search)
      if (meaning.kind === 'global') this.#followGlobalCall(call, meaning.path, reads, search)
    }
    const callee = unwrapped(call.callee)
    if (callee.type !== 'MemberExpression') return
    const name = propertyName(callee) ?? ''
    if (RETURNS_RECEIVER.has(name)) this.#follow(callee.object, reads, undefined, search)
    if (RETURNS_PART.has(name)) this.#follow(callee.object, reads + 1, undefined, search)
    if (RETURNS_COPY.has(name) && reads > 0) {
      this.#follow(callee.object, reads, undefined, search)
      if (name === 'concat') for (const argument of call.arguments) this.#followElement(argument, reads + 1, search)
    }
  }

  #followGlobalCall(call: ESTree.CallExpression, path: string, reads: number, search: Search): void {
    const [first] = call.arguments
    if (first && RETURNS_FIRST_ARGUMENT.has(path)) this.#follow(first, reads, undefined, search)
    if (reads > 0 && RETURNS_PARTS_OF_ARGUMENT.has(path)) {
      for (const argument of call.arguments) this.#followElement(argument, reads + 1, search)
    }
  }

  #followReturns(call: CallNode, callee: Routine, reads: number, search: Search): void {
    const edge: Edge = { routine: callee, call, elementsOf: undefined }
    for (const origin of this.#returnsOf(callee, reads)) this.#carry(origin, edge, search)
  }

  /** Origins of what a routine returns, seen from inside it. */
  #returnsOf(routine: Routine, reads: number): Origin[] {
    const key = `${this.idOf(routine)}|${reads}`
    const known = this.#returned.get(key)
    if (known) return known
    // A routine that returns its own result adds nothing to it.
    this.#returned.set(key, [])
    const search: Search = { routine, found: new Map(), visited: new Set() }
    for (const returned of routine.returns) this.#follow(returned, reads, undefined, search)
    const origins = [...search.found.values()]
    this.#returned.set(key, origins)
    return origins
  }

  /** What `origin`, seen from inside the called routine, is in the caller. */
  intoCaller(origin: Origin, edge: Edge, caller: Routine): Origin[] {
    if (!this.#isOf(origin.root, edge.routine, caller)) return [origin]
    const search: Search = { routine: caller, found: new Map(), visited: new Set() }
    this.#carry(origin, edge, search)
    return [...search.found.values()]
  }

  /** The root means something else to the caller: it belongs to the called routine, or is created by the caller. */
  #isOf(root: Root, callee: Routine, caller: Routine): boolean {
    if (root.kind === 'global') return false
    if (root.kind !== 'binding') return root.routine === callee
    const owner = this.program.ownerOf(root.binding)
    return owner === callee || isWithin(owner, caller)
  }

  #carry(origin: Origin, edge: Edge, search: Search): void {
    const { root, reads, property } = origin
    if (!this.#isOf(root, edge.routine, search.routine)) this.#add(root, reads, property, search)
    else if (root.kind === 'this') this.#followReceiver(origin, edge, search)
    else if (root.kind === 'arguments') {
      for (const argument of argumentsFrom(edge.call, 0)) this.#followElement(argument, reads, search)
    } else if (root.kind === 'binding') {
      if (this.program.ownerOf(root.binding) === edge.routine) this.#followArgument(root.binding, origin, edge, search)
      else this.#followBinding(root.binding, Number.POSITIVE_INFINITY, reads, property, search)
    }
  }

  #followArgument(binding: Binding, { reads, property }: Origin, edge: Edge, search: Search): void {
    const position = parameterPosition(binding)
    if (!position || edge.elementsOf === null) return
    const depth = position.destructured ? reads + 1 : reads
    if (edge.elementsOf) {
      this.#follow(edge.elementsOf, depth + 1, property, search)
      return
    }
    const given = argumentsFrom(edge.call, position.index)
    if (position.rest) {
      for (const argument of given) this.#followElement(argument, depth, search)
      return
    }
    const [argument] = given
    if (argument?.type === 'SpreadElement') this.#follow(argument.argument, depth + 1, undefined, search)
    else if (argument) this.#follow(argument, depth, property, search)
  }

  #followReceiver({ reads, property }: Origin, edge: Edge, search: Search): void {
    if (edge.elementsOf !== undefined || edge.call.type !== 'CallExpression') return
    const callee = unwrapped(edge.call.callee)
    if (callee.type === 'Super') this.#follow(callee, reads, property, search)
    if (callee.type !== 'MemberExpression') return
    const isIndirect = /^(call|apply)$/.test(propertyName(callee) ?? '')
    const receiver = isIndirect ? edge.call.arguments[0] : callee.object
    if (receiver) this.#follow(receiver, reads, property, search)
  }
}

/** One routine that a call enters. */
export interface Edge {
  routine: Routine
  call: CallNode
  /**
   * undefined: it is the callee, and gets the call's arguments. Otherwise it is itself an argument, and gets parts of
   * this object (null: who knows what).
   */
  elementsOf: Node | null | undefined
}

/** The arguments from `index` on, `f.call(receiver, ...)` allowed for. A spread stands for all that follow. */
function argumentsFrom(call: CallNode, index: number): Node[] {
  if (call.type === 'TaggedTemplateExpression') return call.quasi.expressions.slice(Math.max(0, index - 1))
  const callee = unwrapped(call.callee)
  const name = callee.type === 'MemberExpression' ? propertyName(callee) : undefined
  const skip = name === 'call' ? 1 : 0
  const given = name === 'apply' ? call.arguments.slice(1).map(asSpread) : call.arguments.slice(skip)
  const spread = given.findIndex(({ type }) => type === 'SpreadElement')
  return given.slice(spread === -1 ? index : Math.min(index, spread))
}

function asSpread(argument: Node): ESTree.SpreadElement {
  return { type: 'SpreadElement', argument: argument as ESTree.Expression }
}

/** The last write before `position` that no path from the routine's start to it goes around. */
function lastSureWrite(program: Program, binding: Binding, writes: Write[], position: number): Write | undefined {
  const { body } = program.ownerOf(binding).node as ESTree.FunctionDeclaration
  let last: Write | undefined
  for (const write of writes) {
    if (write.partial || !write.value || endOf(write.value) > position) continue
    const assignment = program.parentOf(write.identifier)
    if (assignment?.type !== 'AssignmentExpression' || assignment.operator !== '=') continue
    const statement = program.parentOf(assignment)
    if (statement?.type !== 'ExpressionStatement' || program.parentOf(statement) !== body) continue
    last = write
  }
  return last
}
