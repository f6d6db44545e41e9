/**
 * Which functions of the file a call surely enters: all of them, or undefined. Callees (callee.ts) makes the best guess
 * instead, which is right for finding what a function may do but would let a key leave out what it reads.
 */
import type * as ESTree from 'estree'
import { lookUp } from './member-table.js'
import type { Members } from './members.js'
import type { PlainTables } from './plain-tables.js'
import { type Program, type Routine, thisRoutineOf } from './program.js'
import type { Receivers } from './receivers.js'
import { type CallNode, isClass, isFunction, type Node, propertyName, unwrapped } from './syntax.js'

export interface Targets {
  routines: Routine[]
  /** Place of the first argument among the call's: 1 in `f.call(receiver, first)`, where place 0 is the receiver. */
  shift: 0 | 1
  /** They are what the file's classes have under this name; those of other files may have others. */
  method: string | undefined
}

const MOST_HANDS = 8
const MOST_TARGETS = 6

export class CallTargets {
  readonly #known = new Map<CallNode, Targets | undefined>()
  /** A direct `eval` may declare anything over again. */
  readonly #isOpaque: boolean

  constructor(
    readonly program: Program,
    readonly members: Members,
    readonly receivers: Receivers,
    readonly tables: PlainTables,
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
    const isCall = callee.type === 'MemberExpression' && propertyName(callee) === 'call'
    const target = isCall ? callee.object : callee
    const routines = this.#routines(target, 0)
    const isMethod = target.type === 'MemberExpression' && target.object.type === 'ThisExpression'
    return routines && { routines, shift: isCall ? 1 : 0, method: isMethod ? propertyName(target) : undefined }
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
    const value = this.tables.valueOf(identifier)
    return value && !isClass(value) ? this.#routines(value, hands + 1) : undefined
  }

  #ofMember(node: ESTree.MemberExpression, hands: number): Routine[] | undefined {
    const name = propertyName(node)
    if (name === undefined) return undefined
    const { object } = node
    if (object.type === 'ThisExpression' || object.type === 'Super') {
      const routine = this.program.routineAround(object)
      if (hands > 0 || this.#isInField(object, routine)) return undefined
      return object.type === 'Super'
        ? this.receivers.superMethods(routine, name)
        : this.receivers.methods(routine, name, false)
    }
    if (object.type !== 'Identifier' || !this.tables.isPlain(object)) return undefined
    const table = this.members.tableOf(object)
    return table && !this.receivers.isAccessor(name) ? this.#all(lookUp(table, name), hands) : undefined
  }

  /** The initialiser of a class field, whose `this` is not that of the function around the class. */
  #isInField(node: Node, routine: Routine): boolean {
    const { node: end } = thisRoutineOf(routine)
    for (let at = this.program.parentOf(node); at && at !== end; at = this.program.parentOf(at)) {
      if (at.type === 'PropertyDefinition' || at.type === 'StaticBlock') return true
    }
    return false
  }

  #constructed(node: Node | undefined, hands: number): Routine[] | undefined {
    const bare = node && unwrapped(node)
    const value = bare?.type === 'Identifier' ? this.tables.valueOf(bare) : bare
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
  return routines && { routines, shift: 0, method: undefined }
}

function isConstructor(member: Node): member is ESTree.MethodDefinition {
  return member.type === 'MethodDefinition' && member.kind === 'constructor'
}
