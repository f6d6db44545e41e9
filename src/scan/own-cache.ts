/**
 * Finds the caches that functions keep for themselves: a captured structure that one function alone reads by key and
 * fills by key, or a captured result that it computes once. Neither makes the function impure.
 */
import type * as ESTree from 'estree'
import type { DirectEffects } from './direct-effects.js'
import type { Effect } from './effects.js'
import { actorOf } from './init-time.js'
import { isWithin, type Program, type Routine } from './program.js'
import { type Binding, parameterPosition, readsOf } from './scopes.js'
import { forEachChild, isFunction, type Node, propertyName } from './syntax.js'

export interface OwnCaches {
  isOwnCache(binding: Binding): boolean
  of(routine: Routine): { subject: string; line: number } | undefined
  /** `effects` with the caching left out. */
  without(effects: DirectEffects): DirectEffects
}

type BindingEffect = Effect & ({ kind: 'assign' } | { kind: 'mutate' })

export function findOwnCaches(program: Program, direct: Map<Routine, DirectEffects>): OwnCaches {
  const writesOf = writesByBinding(direct)
  const keeper = new Map<Binding, { routine: Routine; line: number }>()
  for (const [binding, effects] of writesOf) {
    if (importsOrParameter(binding)) continue
    const routine = soleKeeper(program, binding, effects)
    if (!routine) continue
    const candidate = new Candidate(program, binding, routine)
    const line = candidate.lineOfKeyedCache() ?? candidate.lineOfKeptResult()
    if (line !== undefined) keeper.set(binding, { routine, line })
  }
  addLastKeys(program, writesOf, keeper)
  return {
    isOwnCache: (binding) => keeper.has(binding),
    of(routine) {
      for (const [binding, found] of keeper) {
        if (isWithin(found.routine, routine) && !isWithin(program.ownerOf(binding), routine)) {
          return { subject: binding.name, line: found.line }
        }
      }
      return undefined
    },
    without: ({ effects, edges }) => ({
      effects: effects.filter((effect) => {
        const binding = writtenBinding(effect)
        return binding === undefined || !keeper.has(binding)
      }),
      edges,
    }),
  }
}

function importsOrParameter(binding: Binding): boolean {
  return parameterPosition(binding) !== undefined || binding.defs[0]?.type === 'ImportBinding'
}

function writtenBinding(effect: Effect): Binding | undefined {
  if (effect.kind === 'assign') return effect.binding
  return effect.kind === 'mutate' && effect.origin.root.kind === 'binding' ? effect.origin.root.binding : undefined
}

function writesByBinding(direct: Map<Routine, DirectEffects>): Map<Binding, BindingEffect[]> {
  const found = new Map<Binding, BindingEffect[]>()
  for (const { effects } of direct.values()) {
    for (const effect of effects) {
      const binding = writtenBinding(effect)
      if (!binding) continue
      const list = found.get(binding)
      if (list) list.push(effect as BindingEffect)
      else found.set(binding, [effect as BindingEffect])
    }
  }
  return found
}

/** The one routine that fills the structure; others may only clear it. */
function soleKeeper(program: Program, binding: Binding, effects: BindingEffect[]): Routine | undefined {
  const owner = program.ownerOf(binding)
  const actors = new Set<Routine>()
  for (const effect of effects) {
    const actor = actorOf(program, effect.writer, binding)
    if (actor !== owner && !onlyClears(program, actor, binding)) actors.add(actor)
  }
  const [actor] = actors
  return actors.size === 1 ? actor : undefined
}

/** All that `routine` does to `binding` is to empty it. */
function onlyClears(program: Program, routine: Routine, binding: Binding): boolean {
  return binding.references
    .map(({ identifier }) => identifier as ESTree.Identifier)
    .filter((identifier) => isWithin(program.routineAround(identifier), routine))
    .every((identifier) => isClearing(program, identifier))
}

function isClearing(program: Program, identifier: ESTree.Identifier): boolean {
  const parent = program.parentOf(identifier)
  if (parent?.type === 'AssignmentExpression' && parent.left === identifier) return isEmptyValue(parent.right)
  if (parent?.type !== 'MemberExpression') return false
  const outer = program.parentOf(parent)
  if (outer?.type === 'AssignmentExpression') return propertyName(parent) === 'length'
  if (outer?.type === 'UnaryExpression') return outer.operator === 'delete'
  return outer?.type === 'CallExpression' && /^(clear|delete)$/.test(propertyName(parent) ?? '')
}

function isEmptyValue(node: Node): boolean {
  switch (node.type) {
    case 'Literal':
      return node.value === null
    case 'Identifier':
      return node.name === 'undefined'
    case 'ObjectExpression':
      return node.properties.length === 0
    case 'ArrayExpression':
      return node.elements.length === 0
    case 'UnaryExpression':
      return node.operator === 'void'
    case 'NewExpression':
      return node.arguments.length === 0
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' && propertyName(node.callee) === 'create'
    default:
      return false
  }
}

/** One binding in the hands of the one routine that fills it. */
class Candidate {
  readonly uses: ESTree.Identifier[]

  constructor(
    readonly program: Program,
    binding: Binding,
    readonly routine: Routine,
  ) {
    this.uses = binding.references
      .map(({ identifier }) => identifier as ESTree.Identifier)
      .filter((identifier) => isWithin(program.routineAround(identifier), routine))
  }

  /** `cache[key]` or `cache.get(key)` is used, and `cache[key] = value` or `cache.set(key, value)` fills it. */
  lineOfKeyedCache(): number | undefined {
    let read: Node | undefined
    let isFilled = false
    for (const use of this.uses) {
      const access = this.program.parentOf(use)
      if (access?.type !== 'MemberExpression' || access.object !== use) continue
      const keyed = this.#keyedUse(access)
      if (keyed === 'counts') return undefined
      if (keyed === 'fills') isFilled = true
      if (keyed === 'reads') read ??= access
    }
    return isFilled && read ? this.program.lineOf(read) : undefined
  }

  #keyedUse(access: ESTree.MemberExpression): 'reads' | 'fills' | 'counts' | undefined {
    const outer = this.program.parentOf(access)
    if (access.computed) {
      if (outer?.type === 'UpdateExpression') return 'counts'
      if (outer?.type === 'AssignmentExpression' && outer.left === access)
        return this.#fill(outer.right, outer.operator)
      return this.#isUsed(access) ? 'reads' : undefined
    }
    if (outer?.type !== 'CallExpression' || outer.callee !== access) return undefined
    const method = propertyName(access)
    if (method === 'set' && outer.arguments.length === 2) return this.#fill(outer.arguments[1] as Node, '=')
    if (method === 'get') return this.#isUsed(outer) ? 'reads' : undefined
    return undefined
  }

  /** A flag or a number that grows out of the old one is a record of calls, not a cached result. */
  #fill(value: Node, operator: string): 'fills' | 'counts' {
    const isPlain = /^(=|\|\|=|\?\?=)$/.test(operator)
    return isPlain && !(value.type === 'Literal' && typeof value.value === 'boolean') && !this.#reads(value)
      ? 'fills'
      : 'counts'
  }

  #reads(value: Node): boolean {
    return this.uses.some((use) => this.#climb(use, (at) => at === value))
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
    return !(right.type === 'Literal' && typeof right.value === 'boolean') && !this.#mentionsParameter(right)
  }

  /** A result that depends on the first caller's arguments is no cache for the others. */
  #mentionsParameter(value: Node): boolean {
    const binding = value.type === 'Identifier' ? this.program.scopes.bindingOf(value) : undefined
    if (binding && parameterPosition(binding) && isWithin(this.program.ownerOf(binding), this.routine)) return true
    let found = false
    forEachChild(value, (child) => {
      found ||= this.#mentionsParameter(child)
    })
    return found
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

/** `if (key === lastKey) return lastResult`: a cache of one entry, whose key and result are assigned together. */
function addLastKeys(
  program: Program,
  writesOf: Map<Binding, BindingEffect[]>,
  keeper: Map<Binding, { routine: Routine; line: number }>,
): void {
  const byRoutine = new Map<Routine, Binding[]>()
  for (const [binding, effects] of writesOf) {
    if (importsOrParameter(binding) || effects.some(({ kind }) => kind !== 'assign')) continue
    const routine = soleKeeper(program, binding, effects)
    if (!routine || keeper.has(binding) || !isPlainlyAssigned(program, binding, routine)) continue
    byRoutine.set(routine, [...(byRoutine.get(routine) ?? []), binding])
  }
  for (const [routine, bindings] of byRoutine) {
    const key = bindings.find((binding) => comparedIn(program, binding, routine) !== undefined)
    const result = bindings.find((binding) => binding !== key && returnedIn(program, binding, routine))
    if (!key || !result) continue
    const line = program.lineOf(comparedIn(program, key, routine) as Node)
    for (const binding of bindings) keeper.set(binding, { routine, line })
  }
}

function isPlainlyAssigned(program: Program, binding: Binding, routine: Routine): boolean {
  return binding.references
    .filter(
      (reference) => reference.isWrite() && isWithin(program.routineAround(reference.identifier as Node), routine),
    )
    .every((reference) => {
      const parent = program.parentOf(reference.identifier as Node)
      return parent?.type === 'AssignmentExpression' && parent.operator === '='
    })
}

function comparedIn(program: Program, binding: Binding, routine: Routine): Node | undefined {
  return readsOf(binding).find((read) => {
    const parent = program.parentOf(read)
    return (
      parent?.type === 'BinaryExpression' &&
      /^[!=]==?$/.test(parent.operator) &&
      isWithin(program.routineAround(read), routine)
    )
  })
}

function returnedIn(program: Program, binding: Binding, routine: Routine): boolean {
  return readsOf(binding).some((read) => {
    const parent = program.parentOf(read)
    return parent?.type === 'ReturnStatement' && isWithin(program.routineAround(read), routine)
  })
}
