/**
 * Where the object that an expression evaluates to comes from, seen from one function: out of its parameters, `this`,
 * something captured, or nowhere (created during the call). A demand-driven search over the values that bindings are
 * given, flow-insensitive but for assignments that surely come first.
 */
import type * as ESTree from 'estree'
import { globalResult, methodResult } from './builtin-results.js'
import { argumentsFrom, argumentsWithBound, isFold, type Part, partsOfLiteral } from './call-arguments.js'
import type { Callees } from './callee.js'
import { Contents } from './contents.js'
import { receiversOver } from './edge-receivers.js'
import { GrowingResults } from './growing-results.js'
import { partsOfInstance } from './instance-parts.js'
import { callsByName } from './known-calls.js'
import { below, type Edge, type Origin, type Path, type Root } from './origin.js'
import { keyOf, ObjectIds, OriginSearch } from './origin-search.js'
import { isWithin, type Program, type Routine, thisRoutineOf } from './program.js'
import { type Binding, isArgumentsObject, type ParameterPosition, parameterPosition, writesTo } from './scopes.js'
import { viewedBy } from './shared-memory.js'
import { lastSureWrite, replaces } from './sure-write.js'
import { type CallNode, mayKeepOld, type Node, propertyName, startOf, unwrapped } from './syntax.js'

/** Nor where calls are nested deeper than this within each other, as in a compiler: the stack is only so long. */
const MOST_STEPS_DEEP = 400
/** Nor in a file that has taken this many steps already: all that is looked for after that may be anything. */
const MOST_STEPS_IN_FILE = 5_000_000
const HERE: Path = []

export class Origins {
  readonly contents: Contents
  readonly ids = new ObjectIds()
  readonly #returned = new GrowingResults<Origin>()
  /** What is the same for all changes to one object that a call makes. */
  readonly #carried = new Map<Edge, Map<string, Origin[]>>()
  #stepsDeep = 0
  #steps = 0

  constructor(
    readonly program: Program,
    readonly callees: Callees,
  ) {
    this.contents = new Contents(program)
  }

  /** Origins of what `path` finds in the value of `node`, as far as they lie outside what `routine` creates. */
  of(node: Node, routine: Routine, path = HERE): Origin[] {
    const search = this.#searchIn(routine)
    this.#follow(node, path, search)
    return [...search.found]
  }

  /** What `origin`, seen from inside the called routine, is in the caller; undefined: the same. */
  intoCaller(origin: Origin, edge: Edge, caller: Routine): readonly Origin[] | undefined {
    if (!this.#isOf(origin.root, edge.routine, caller)) return undefined
    const known = this.#carried.get(edge) ?? new Map<string, Origin[]>()
    this.#carried.set(edge, known)
    const key = this.ids.ofOrigin(origin)
    let found = known.get(key)
    if (!found) {
      const search = this.#searchIn(caller)
      this.#carry(origin, edge, search)
      found = [...search.found]
      known.set(key, found)
    }
    return found
  }

  #searchIn(routine: Routine): OriginSearch {
    return new OriginSearch(routine, this.ids)
  }

  #follow(node: Node, path: Path, search: OriginSearch): void {
    if (this.#stepsDeep === MOST_STEPS_DEEP || this.#steps === MOST_STEPS_IN_FILE) search.giveUp()
    if (!search.goesOn()) return
    this.#steps++
    this.#stepsDeep++
    this.#followOne(unwrapped(node), path, search)
    this.#stepsDeep--
  }

  #followOne(bare: Node, path: Path, search: OriginSearch): void {
    switch (bare.type) {
      case 'Identifier':
        this.#followIdentifier(bare, path, search)
        break
      case 'ThisExpression':
      case 'Super':
        search.add({ kind: 'this', routine: thisRoutineOf(this.program.routineAround(bare)) }, path)
        break
      case 'MemberExpression':
        this.#follow(bare.object, below(propertyName(bare), path), search)
        break
      case 'ArrayExpression':
      case 'ObjectExpression':
        this.#followParts(partsOfLiteral(bare, path), search)
        break
      case 'ConditionalExpression':
        this.#follow(bare.consequent, path, search)
        this.#follow(bare.alternate, path, search)
        break
      case 'LogicalExpression':
        this.#follow(bare.left, path, search)
        this.#follow(bare.right, path, search)
        break
      case 'AssignmentExpression':
        if (mayKeepOld(bare)) this.#follow(bare.left as Node, path, search)
        this.#follow(bare.right, path, search)
        break
      case 'CallExpression':
        this.#followCall(bare, path, search)
        break
      case 'NewExpression':
        this.#followInstance(bare, path, search)
        break
    }
  }

  #followInstance(made: ESTree.NewExpression, path: Path, search: OriginSearch): void {
    const viewed = viewedBy(this.program, this.callees.members, made)
    if (viewed) this.#follow(viewed, path, search)
    if (path.length === 0) return
    const parts = partsOfInstance(this.callees, made, path)
    if (!parts) {
      for (const argument of made.arguments) this.#followElement(argument, path, search)
      return
    }
    const inside = this.#searchIn(parts.builder)
    for (const value of parts.values) this.#follow(value, path.slice(1), inside)
    const edge: Edge = { routine: parts.builder, call: made, elementsOf: undefined }
    this.#carryAll([...inside.found], edge, search)
  }

  /** An element of a container made for the occasion: only what lies below the container itself has an origin. */
  #followElement(element: Node, path: Path, search: OriginSearch): void {
    if (path.length === 0) return
    if (element.type === 'SpreadElement') this.#follow(element.argument, path, search)
    else this.#follow(element, path.slice(1), search)
  }

  #followIdentifier(node: ESTree.Identifier, path: Path, search: OriginSearch): void {
    // Old libraries declare `undefined` as a parameter.
    if (/^(undefined|NaN|Infinity)$/.test(node.name)) return
    const binding = this.program.scopes.bindingOf(node)
    if (binding) this.#followBinding(binding, node, path, search)
    else search.add({ kind: 'global', name: node.name }, path)
  }

  /** @param at where it is used: the identifier itself, or a call of what uses it. */
  #followBinding(binding: Binding, at: Node, path: Path, search: OriginSearch): void {
    const owner = this.program.ownerOf(binding)
    if (isArgumentsObject(binding)) search.add({ kind: 'arguments', routine: owner }, path)
    else if (isWithin(owner, search.routine)) this.#followOwn(binding, at, path, search)
    else if (!this.contents.isPlain(binding, path)) search.add({ kind: 'binding', binding }, path)
  }

  /** A binding that the routine creates: its parameter's argument, what it is given, and what is put into that. */
  #followOwn(binding: Binding, at: Node, path: Path, search: OriginSearch): void {
    const writes = writesTo(binding)
    const sure = lastSureWrite(this.program, binding, writes, at)
    const key = `${this.ids.of(binding)}|${keyOf(path)}|${sure ? startOf(sure.identifier) : -1}`
    if (!search.visits(key)) return
    const parameter = sure ? undefined : parameterPosition(binding)
    if (parameter) this.#followParameter(binding, parameter, path, search)
    for (const write of writes) {
      if (sure && replaces(this.program, sure, write)) continue
      if (write.value) this.#follow(write.value, write.partial ? below(undefined, path) : path, search)
    }
    if (path.length === 0) return
    this.#followParts(this.contents.of(binding, path), search)
  }

  /** That of a function inside of the one in question is what its calls give it, where all of them can be seen. */
  #followParameter(binding: Binding, { rest }: ParameterPosition, path: Path, search: OriginSearch): void {
    const owner = this.program.ownerOf(binding)
    const calls = owner === search.routine ? undefined : callsByName(this.program, owner)
    if (!calls) {
      if (!rest || path.length > 0) search.add({ kind: 'binding', binding }, path)
      return
    }
    for (const call of calls) {
      this.#followArgument(binding, path, { routine: owner, call, elementsOf: undefined }, search)
    }
  }

  #followCall(call: ESTree.CallExpression, path: Path, search: OriginSearch): void {
    if (!search.enters(call, path)) return
    const meanings = this.callees.meaningsOf(call.callee)
    for (const meaning of meanings) {
      if (meaning.kind === 'routine') this.#followReturns(call, meaning.routine, path, search)
      if (meaning.kind === 'global') this.#followParts(globalResult(call, meaning.path, path), search)
    }
    // `Object.keys(x)` is no method that hands out parts of `Object`.
    const isStatic = meanings.some((meaning) => meaning.kind === 'global' && /^[A-Z]\w*\.\w+$/.test(meaning.path))
    if (!isStatic) this.#followParts(methodResult(call, path), search)
  }

  #followParts(parts: readonly Part[], search: OriginSearch): void {
    for (const { value, path } of parts) this.#follow(value, path, search)
  }

  #followReturns(call: CallNode, callee: Routine, path: Path, search: OriginSearch): void {
    const edge: Edge = { routine: callee, call, elementsOf: undefined }
    this.#carryAll(this.#returnsOf(callee, path), edge, search)
  }

  #carryAll(origins: readonly Origin[], edge: Edge, search: OriginSearch): void {
    const hasPassed = search.hasPassed(origins)
    for (const origin of origins) {
      const isOf = this.#isOf(origin.root, edge.routine, search.routine)
      if (isOf && !search.isSpent) this.#carry(origin, edge, search)
      else if (!isOf && !hasPassed) search.addFound(origin)
    }
    search.pass(origins)
  }

  /** Origins of what a routine returns, seen from inside it. */
  #returnsOf(routine: Routine, path: Path): readonly Origin[] {
    return this.#returned.of(`${this.ids.of(routine)}|${keyOf(path)}`, () => {
      const search = this.#searchIn(routine)
      for (const returned of routine.returns) this.#follow(returned, path, search)
      return [...search.found]
    })
  }

  /** The root means something else to the caller: it belongs to the called routine, or is created by the caller. */
  #isOf(root: Root, callee: Routine, caller: Routine): boolean {
    if (root.kind === 'global' || root.kind === 'lost') return false
    if (root.kind !== 'binding') return root.routine === callee
    const owner = this.program.ownerOf(root.binding)
    return owner === callee || isWithin(owner, caller)
  }

  /** One whose root means something else to the caller. */
  #carry(origin: Origin, edge: Edge, search: OriginSearch): void {
    const { root, path } = origin
    if (root.kind === 'this') this.#followReceiver(path, edge, search)
    else if (root.kind === 'arguments') {
      for (const argument of argumentsFrom(edge.call, 0)) this.#followElement(argument, path, search)
    } else if (root.kind === 'binding') {
      if (this.program.ownerOf(root.binding) === edge.routine) this.#followArgument(root.binding, path, edge, search)
      else this.#followBinding(root.binding, edge.call, path, search)
    }
  }

  #followArgument(binding: Binding, path: Path, edge: Edge, search: OriginSearch): void {
    const position = parameterPosition(binding)
    if (!position || edge.elementsOf === null) return
    const inside = position.destructured ? below(undefined, path) : path
    if (edge.elementsOf) {
      if (position.index === 0 && isFold(edge.call)) this.#followAccumulator(binding, inside, edge, search)
      else this.#follow(edge.elementsOf, below(undefined, inside), search)
      return
    }
    const given = argumentsWithBound(this.program, edge.call, position.index)
    if (position.rest) {
      for (const argument of given) this.#followElement(argument, inside, search)
      return
    }
    const [argument] = given
    if (argument?.type === 'SpreadElement') this.#follow(argument.argument, below(undefined, inside), search)
    else if (argument) this.#follow(argument, inside, search)
  }

  /** What `list.reduce(fold, start)` starts with, or its first element, and what the fold returns. */
  #followAccumulator(binding: Binding, path: Path, edge: Edge, search: OriginSearch): void {
    const key = `fold|${this.ids.of(binding)}|${keyOf(path)}`
    if (!search.visits(key)) return
    const [start] = argumentsFrom(edge.call, 1)
    if (start) this.#followElement(start, [undefined, ...path], search)
    else if (edge.elementsOf) this.#follow(edge.elementsOf, below(undefined, path), search)
    this.#carryAll(this.#returnsOf(edge.routine, path), edge, search)
  }

  #followReceiver(path: Path, edge: Edge, search: OriginSearch): void {
    for (const receiver of receiversOver(this.program, this.callees, edge)) this.#follow(receiver, path, search)
  }
}
