/** Judges by its uses whether one structure, in the hands of the one function that fills it, is a cache. */
import type * as ESTree from 'estree'
import { HandedOut } from './handed-out.js'
import { isWithin, type Program, type Routine } from './program.js'
import { type Binding, parameterPosition } from './scopes.js'
import { isFunction, type Node, propertyName, someChild } from './syntax.js'

/** Where the text of `routine` names `binding`. */
export function usesIn(program: Program, binding: Binding, routine: Routine): ESTree.Identifier[] {
  return binding.references
    .map(({ identifier }) => identifier as ESTree.Identifier)
    .filter((identifier) => isWithin(program.routineAround(identifier), routine))
}

/** One binding, or one property, in the hands of the one routine that fills it. */
export class CacheCandidate {
  constructor(
    readonly program: Program,
    readonly routine: Routine,
    /** All in the text of the routine. */
    readonly uses: readonly Node[],
  ) {}

  /** `cache[key]` or `cache.get(key)` is used, and `cache[key] = value` or `cache.set(key, value)` fills it. */
  lineOfKeyedCache(): number | undefined {
    let read: Node | undefined
    let isFilled = false
    for (const use of this.uses) {
      const access = this.program.parentOf(use)
      if (access?.type !== 'MemberExpression' || access.object !== use) continue
      const keyed = this.#keyedUse(access)
      if (keyed === 'counts') return undefined
      if (keyed === 'fills' || keyed === 'asks') isFilled = true
      if (keyed === 'reads' || keyed === 'asks') read ??= access
    }
    return isFilled && read ? this.program.lineOf(read) : undefined
  }

  /** `asks`: `use(cache[key] ??= value)`, which reads the entry, and fills it where it is missed. */
  #keyedUse(access: ESTree.MemberExpression): 'reads' | 'fills' | 'asks' | 'counts' | undefined {
    const outer = this.program.parentOf(access)
    if (access.computed) {
      if (outer?.type === 'UpdateExpression') return 'counts'
      if (outer?.type === 'AssignmentExpression' && outer.left === access) {
        const fill = this.#fill(outer.right, outer.operator)
        return fill === 'fills' && outer.operator !== '=' && this.#isUsed(outer) ? 'asks' : fill
      }
      return this.#isUsed(access) ? 'reads' : undefined
    }
    if (outer?.type !== 'CallExpression' || outer.callee !== access) return undefined
    const method = propertyName(access)
    if (method === 'set' && outer.arguments.length === 2) return this.#fill(outer.arguments[1] as Node, '=')
    if (method === 'get') return this.#isUsed(outer) ? 'reads' : undefined
    return undefined
  }

  /** A flag or a number that grows out of the old one is a record of calls, not a cached result; nor is a module. */
  #fill(value: Node, operator: string): 'fills' | 'counts' {
    const isPlain = /^(=|\|\|=|\?\?=)$/.test(operator)
    return isPlain &&
      !isModule(value) &&
      !(value.type === 'Literal' && typeof value.value === 'boolean') &&
      !this.#reads(value)
      ? 'fills'
      : 'counts'
  }

  #reads(value: Node): boolean {
    return this.uses.some((use) => this.#climb(use, (at) => at === value))
  }

  /** What it keeps is what it returns: its own result, and not a part of what it needs. */
  keepsResults(): boolean {
    const isUse = (node: Node) => this.uses.includes(node)
    const isKept = (node: Node) => isUse(node) || isUse(receiverOf(node))
    return new HandedOut(this.program, this.routine, isKept).isReturned()
  }

  /** `if (!result) result = compute()` with no parameter in it, `result ??= compute()`; and the result is returned. */
  lineOfKeptResult(): number | undefined {
    let guard: Node | undefined
    let isAssigned = false
    let isReturned = false
    for (const use of this.uses) {
      const parent = this.program.parentOf(use)
      if (parent?.type === 'UpdateExpression') return undefined
      if (parent?.type === 'AssignmentExpression' && parent.left === use) {
        if (!this.#keepsResult(parent)) return undefined
        isAssigned = true
        if (parent.operator !== '=') guard ??= parent
      } else if (this.#isTest(use)) guard ??= use
      if (this.#climb(use, (at) => at.type === 'ReturnStatement')) isReturned = true
    }
    return isAssigned && isReturned && guard ? this.program.lineOf(guard) : undefined
  }

  #keepsResult({ operator, right }: ESTree.AssignmentExpression): boolean {
    if (!/^(=|\|\|=|\?\?=)$/.test(operator) || this.#reads(right)) return false
    return !(right.type === 'Literal' && typeof right.value === 'boolean') && !this.#mentionsParameter(right, right)
  }

  /** A result that depends on the first caller's arguments is no cache for the others. */
  #mentionsParameter(node: Node, value: Node): boolean {
    const binding = node.type === 'Identifier' ? this.program.scopes.bindingOf(node) : undefined
    if (binding && parameterPosition(binding) && this.#isCallersOwn(binding, value)) return true
    return someChild(node, (child) => this.#mentionsParameter(child, value))
  }

  /** A callback in the value gets what the value's own parts are. */
  #isCallersOwn(parameter: Binding, value: Node): boolean {
    const owner = this.program.ownerOf(parameter)
    return isWithin(owner, this.routine) && isWithin(this.program.routineAround(value), owner)
  }

  /** Its value decides which way to go. */
  #isTest(use: Node): boolean {
    return this.#climb(use, (at, from) => {
      if (at.type === 'IfStatement' || at.type === 'ConditionalExpression') return at.test === from
      return at.type === 'LogicalExpression' && at.left === from
    })
  }

  /** Its value goes somewhere other than into a test alone. */
  #isUsed(node: Node): boolean {
    const parent = this.program.parentOf(node)
    switch (parent?.type) {
      case 'ExpressionStatement':
      case 'UnaryExpression':
      case 'BinaryExpression':
        return false
      case 'IfStatement':
        return false
      case 'ConditionalExpression':
        return parent.test !== node
      default:
        return true
    }
  }

  #climb(use: Node, found: (at: Node, from: Node) => boolean): boolean {
    let from: Node = use
    for (let at = this.program.parentOf(use); at && !isFunction(at); at = this.program.parentOf(at)) {
      if (found(at, from)) return true
      if (/Statement$|Declaration$/.test(at.type)) return false
      from = at
    }
    return false
  }
}

/** `modules[id] = { id, exports: {} }`: what bundles have in place of node's own table. */
function isModule(value: Node): boolean {
  if (value.type !== 'ObjectExpression') return false
  return value.properties.some((part) => {
    if (part.type !== 'Property' || propertyName(part) !== 'exports') return false
    return part.value.type === 'ObjectExpression' && part.value.properties.length === 0
  })
}

/** `cache` of `cache[key]` and `cache.get(key)`. */
function receiverOf(node: Node): Node {
  const access = node.type === 'CallExpression' ? node.callee : node
  const isLookUp =
    access.type === 'MemberExpression' && (node !== access ? propertyName(access) === 'get' : access.computed)
  return isLookUp ? access.object : node
}
