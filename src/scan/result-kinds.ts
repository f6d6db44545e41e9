/** What a function returns, as far as its text says: a value, an object of its own, or one that others have too. */
import type * as ESTree from 'estree'
import type { Returned } from './builtin-table.js'
import { builtinTypeOf } from './builtin-types.js'
import { builtinGlobal, builtinOfModule, methodOf } from './builtins.js'
import type { Meaning } from './meaning.js'
import type { Origins } from './origins.js'
import type { Routine } from './program.js'
import type { ResultKind } from './scanned-site.js'
import { parameterPosition, writesTo } from './scopes.js'
import { isClass, isFunction, mayKeepOld, type Node, propertyName, unwrapped } from './syntax.js'

const MOST_HANDS = 8
/** Functions that are asked about for one, and how deep within each other: the stack is only so long. */
const MOST_STEPS = 500
const MOST_DEEP = 50
const KIND_OF: Partial<Record<Returned, ResultKind>> = {
  primitive: 'primitive',
  fresh: 'fresh object',
  copy: 'fresh object',
  parts: 'fresh object',
  promise: 'promise',
  iterator: 'iterator',
  function: 'function',
}

export class ResultKinds {
  readonly #known = new Map<Routine, ResultKind[]>()
  /** Whose results are being asked for, each for the sake of the one before. */
  readonly #open = new Set<Routine>()
  /** Of `#open`, those that turned out to depend on themselves. */
  readonly #recursive = new Set<Routine>()
  #steps = 0

  constructor(readonly origins: Origins) {}

  of(routine: Routine): ResultKind[] {
    const known = this.#known.get(routine)
    if (known) return known
    if (this.#open.size === 0) this.#steps = 0
    if (this.#open.has(routine)) {
      // What it returns of its own results is of no further kind.
      this.#recursive.add(routine)
      return []
    }
    if (++this.#steps > MOST_STEPS || this.#open.size === MOST_DEEP) return ['unknown']
    this.#open.add(routine)
    const found = this.#find(routine)
    this.#open.delete(routine)
    this.#recursive.delete(routine)
    // Until those it depends on are known, there may be more.
    if (this.#recursive.size === 0) this.#known.set(routine, found)
    return found
  }

  /** What it returns holds nothing of others, and no code: whoever gets it may do with it what he likes. */
  isOwn(routine: Routine): boolean {
    const kinds = this.of(routine)
    if (kinds.every((kind) => kind === 'primitive')) return true
    const { program, callees } = this.origins
    const isPlain = kinds.every((kind) => kind === 'primitive' || kind === 'fresh object')
    const isSimple = routine.calls.every((call) => {
      if (call.type !== 'CallExpression') return false
      return callees.meaningsOf(call.callee).every(({ kind }) => kind === 'global' || kind === 'unknown')
    })
    if (!isPlain || !isSimple || program.routines.some(({ outer }) => outer === routine)) return false
    return routine.returns.every((returned) => {
      const parts = [returned, partOf(returned), partOf(partOf(returned))]
      return parts.every((part) => this.origins.of(part, routine).length === 0)
    })
  }

  #find({ node, returns }: Routine): ResultKind[] {
    if (isFunction(node) && node.generator) return ['iterator']
    if (isFunction(node) && node.async) return ['promise']
    const kinds = returns.flatMap((returned) => this.#kinds(returned, 0))
    return returns.length === 0 ? ['primitive'] : [...new Set(kinds)].sort()
  }

  #kinds(node: Node, hands: number): ResultKind[] {
    const bare = unwrapped(node)
    if (hands > MOST_HANDS) return ['unknown']
    if (isFunction(bare) || isClass(bare)) return ['function']
    switch (bare.type) {
      case 'Literal':
        return ['regex' in bare ? 'fresh object' : 'primitive']
      case 'TemplateLiteral':
      case 'BinaryExpression':
      case 'UnaryExpression':
      case 'UpdateExpression':
        return ['primitive']
      case 'ArrayExpression':
      case 'ObjectExpression':
        return ['fresh object']
      case 'ConditionalExpression':
        return [...this.#kinds(bare.consequent, hands + 1), ...this.#kinds(bare.alternate, hands + 1)]
      case 'LogicalExpression':
        return [...this.#kinds(bare.left, hands + 1), ...this.#kinds(bare.right, hands + 1)]
      case 'AssignmentExpression':
        return [
          ...(mayKeepOld(bare) ? this.#kinds(bare.left as Node, hands + 1) : []),
          ...this.#kinds(bare.right, hands + 1),
        ]
      case 'Identifier':
        return this.#ofVariable(bare, hands)
      case 'NewExpression':
        return builtinTypeOf(this.origins.callees, bare) === 'Promise' ? ['promise'] : ['fresh object']
      case 'CallExpression':
        return this.#ofCall(bare, hands)
      case 'MemberExpression':
        return /^(length|size)$/.test(propertyName(bare) ?? '') ? ['primitive'] : this.#ofOthers(bare)
      default:
        return this.#ofOthers(bare)
    }
  }

  #ofOthers(node: Node): ResultKind[] {
    const routine = this.origins.program.routineAround(node)
    const isOfOthers = this.origins.of(node, routine).some(({ root }) => root.kind !== 'lost')
    return isOfOthers ? ['shared object'] : ['unknown']
  }

  #ofVariable(identifier: ESTree.Identifier, hands: number): ResultKind[] {
    if (/^(undefined|NaN|Infinity)$/.test(identifier.name)) return ['primitive']
    const { program } = this.origins
    const binding = program.scopes.bindingOf(identifier)
    const isOwn = binding && program.ownerOf(binding) === program.routineAround(identifier)
    if (!binding || !isOwn || parameterPosition(binding)) return this.#ofOthers(identifier)
    const kinds = writesTo(binding).flatMap(({ value, partial }) =>
      value && !partial ? this.#kinds(value, hands + 1) : (['unknown'] as const),
    )
    return kinds.length === 0 ? ['unknown'] : kinds
  }

  #ofCall(call: ESTree.SimpleCallExpression, hands: number): ResultKind[] {
    const callee = unwrapped(call.callee)
    const kinds = this.origins.callees.meaningsOf(callee).flatMap((meaning): ResultKind[] => {
      if (meaning.kind === 'routine') return this.of(meaning.routine)
      if (meaning.kind === 'unknown' && callee.type === 'MemberExpression') return this.#ofMethod(callee)
      const returns = returnedBy(meaning)
      const [first] = call.arguments
      if (returns === 'first argument' && first) return this.#kinds(first, hands + 1)
      return [(returns && KIND_OF[returns]) ?? 'unknown']
    })
    return kinds
  }

  #ofMethod(callee: ESTree.MemberExpression): ResultKind[] {
    const name = propertyName(callee)
    const type = builtinTypeOf(this.origins.callees, callee.object)
    const returns = type !== undefined && name !== undefined ? methodOf(type, name)?.returns : undefined
    return [(returns && KIND_OF[returns]) ?? 'unknown']
  }
}

function partOf(object: Node): Node {
  const holder = object as ESTree.Expression
  return { type: 'MemberExpression', object: holder, property: holder, computed: true, optional: false }
}

function returnedBy(meaning: Meaning): Returned | undefined {
  if (meaning.kind === 'global') return builtinGlobal(meaning.path)?.returns
  return meaning.kind === 'module' ? builtinOfModule(meaning.module, meaning.member)?.returns : undefined
}
