/** What an effect of a called routine is to the routine that calls it. */
import { natureOfGlobal, natureOfModule } from './builtins.js'
import type { Callees } from './callee.js'
import { isInCompanyOfOthers } from './company.js'
import type { DirectWrites } from './direct-writes.js'
import { type Effect, reasonEffect } from './effects.js'
import { FreshClosures } from './fresh-closures.js'
import type { Meaning } from './meaning.js'
import type { Edge, Origin, Root } from './origin.js'
import type { Origins } from './origins.js'
import { isWithin, type Program, type Routine } from './program.js'
import { type Binding, parameterPosition } from './scopes.js'
import { isScratchPattern } from './scratch.js'
import { isFunction, type Node, textOf } from './syntax.js'

export class CarriedEffects {
  readonly #fresh: FreshClosures

  constructor(
    readonly program: Program,
    readonly callees: Callees,
    readonly origins: Origins,
    readonly writes: DirectWrites,
    /** Variables that stand outside of the function whose calls they belong to. */
    readonly ofCalls: ReadonlyMap<Binding, Routine>,
  ) {
    this.#fresh = new FreshClosures(program)
  }

  /** Each call of `routine` has its own, or sets it before anybody looks. */
  belongsTo(binding: Binding, routine: Routine): boolean {
    const caller = this.ofCalls.get(binding)
    return isWithin(this.program.ownerOf(binding), routine) || (caller !== undefined && isWithin(caller, routine))
  }

  isOwn({ binding }: Effect & { kind: 'assign' | 'read' }, routine: Routine): boolean {
    return binding !== undefined && this.belongsTo(binding, routine)
  }

  /** What `effect` of the called routine is to the caller. */
  over(effect: Effect, edge: Edge, caller: Routine): Effect[] {
    switch (effect.kind) {
      case 'reason':
        return effect.code === 'generator' ? [] : [effect]
      case 'fill':
        return [effect]
      case 'assign':
        if (isDropped(this.program, edge) && this.#isKeptBy(caller, effect.binding, edge)) return [changesLater(effect)]
        return this.#isOver(effect, edge, caller) ? [] : [effect]
      case 'read':
        return this.#isOver(effect, edge, caller) ? [] : [effect]
      case 'mutate':
        return this.#carryMutation(effect, edge, caller)
      case 'invoke':
        return this.#carryInvocation(effect, edge, caller)
    }
  }

  /** It is of something that is gone when the caller is done. */
  #isOver(effect: Effect & { kind: 'assign' | 'read' }, edge: Edge, caller: Routine): boolean {
    if (this.isOwn(effect, caller) || this.isOwn(effect, edge.routine)) return true
    return effect.binding !== undefined && this.#fresh.hold(effect.binding, edge, caller)
  }

  /** It is a variable of the caller's that the callee has not got from it as an argument. */
  #isKeptBy(caller: Routine, binding: Binding | undefined, { routine }: Edge): boolean {
    const owner = binding && this.program.ownerOf(binding)
    return owner !== undefined && isWithin(owner, caller) && !isWithin(owner, routine)
  }

  /** To a function that is itself given to another one. */
  #isGiven(root: Root, { routine }: Edge): boolean {
    if (root.kind === 'arguments') return root.routine === routine
    return (
      root.kind === 'binding' && this.program.ownerOf(root.binding) === routine && !!parameterPosition(root.binding)
    )
  }

  #carryMutation(effect: Effect & { kind: 'mutate' }, edge: Edge, caller: Routine): Effect[] {
    const { root } = effect.origin
    const binding = root.kind === 'binding' ? root.binding : undefined
    if (isDropped(this.program, edge) && this.#isKeptBy(caller, binding, edge)) return [changesLater(effect)]
    if (binding && this.#fresh.hold(binding, edge, caller)) return []
    if (edge.elementsOf === null && this.#isGiven(root, edge)) {
      const isOfOthers = isInCompanyOfOthers(this.origins, edge, caller)
      return isOfOthers ? [reasonEffect('calls-unknown', this.program.lineOf(edge.call), effect.subject)] : []
    }
    const origins = this.origins.intoCaller(effect.origin, edge, caller)
    if (!origins) return [effect]
    return origins.flatMap((origin) => {
      if (this.#isPatternStartedAnew(effect, origin)) return []
      const line = this.program.lineOf(edge.call)
      const own = effect.origin.path.length > 0 ? undefined : effect.property
      const [property] = [...origin.path, own]
      const subject = describe(origin.root, property, effect.subject)
      // `rules.forEach((rule) => { rule.on = false })` is a loop in another form.
      const byHelper = effect.byHelper || !edge.elementsOf
      return { ...this.writes.mutationAt(origin, own, caller, line, subject), byHelper }
    })
  }

  /** A helper has searched with the pattern that it was given until there was no match, as all do that are given it. */
  #isPatternStartedAnew({ property, origin: { root, path } }: Effect & { kind: 'mutate' }, { root: given }: Origin) {
    if (property !== 'lastIndex' || path.length > 0 || root.kind !== 'binding' || given.kind !== 'binding') return false
    return parameterPosition(root.binding) !== undefined && isScratchPattern(this.program, given.binding)
  }

  #carryInvocation(effect: Effect & { kind: 'invoke' }, edge: Edge, caller: Routine): Effect[] {
    const unknown = [reasonEffect('calls-unknown', effect.line, effect.subject)]
    const position = parameterPosition(effect.binding)
    if (this.program.ownerOf(effect.binding) !== edge.routine) return [effect]
    // What it calls settles the promise that it is given by.
    if (isMakingPromise(edge)) return []
    if (!position) return unknown
    const argument = position.rest || position.destructured ? undefined : plainArgument(edge, position.index)
    if (!argument) return unknown
    return this.callees.meaningsOf(argument).flatMap((meaning): Effect[] => {
      if (meaning.kind === 'routine') return []
      if (meaning.kind === 'global' || meaning.kind === 'module') return this.#builtinCalled(meaning, effect)
      if (meaning.kind !== 'parameter' || !isWithin(this.program.ownerOf(meaning.binding), caller)) return unknown
      const key = `invoke|${this.origins.ids.of(meaning.binding)}`
      return [{ ...effect, key, binding: meaning.binding, subject: meaning.binding.name }]
    })
  }

  #builtinCalled(meaning: Meaning & { kind: 'global' | 'module' }, { line }: Effect): Effect[] {
    const isGlobal = meaning.kind === 'global'
    const nature = isGlobal ? natureOfGlobal(meaning.path) : natureOfModule(meaning.module, meaning.member)
    const name = isGlobal ? meaning.path : meaning.member
    return nature === 'pure' ? [] : [reasonEffect(nature ?? 'calls-unknown', line, name)]
  }
}

function describe(root: Root, property: string | undefined, otherwise: string): string {
  const below = property === undefined ? '' : `.${property}`
  if (root.kind === 'binding') return `${root.binding.name}${below}`
  if (root.kind === 'this') return `this${below}`
  return root.kind === 'arguments' ? 'arguments' : otherwise
}

/** The caller goes on before the callee is done, and does not hand on the promise that says when. */
function isDropped(program: Program, { routine, call, elementsOf }: Edge): boolean {
  if (call.type !== 'CallExpression') return false
  const isReaction = elementsOf !== undefined && /\.(then|catch|finally)$/.test(textOf(call.callee))
  if (!isReaction && !(isFunction(routine.node) && routine.node.async && elementsOf === undefined)) return false
  let at: Node = call
  let parent = program.parentOf(at)
  while (parent && /^(Member|Call|Chain)Expression$/.test(parent.type)) {
    if (parent.type === 'CallExpression' && parent.callee !== at) return false
    at = parent
    parent = program.parentOf(at)
  }
  return parent?.type === 'ExpressionStatement' || parent?.type === 'UnaryExpression'
}

function changesLater({ line, subject }: Effect): Effect {
  return reasonEffect('changes-later', line, subject)
}

function isMakingPromise({ call }: Edge): boolean {
  return call.type === 'NewExpression' && textOf(call.callee) === 'Promise'
}

/** The argument at `index` where that is plain to see: no spread, no `f.call(...)`, not a callback's. */
function plainArgument({ call, elementsOf }: Edge, index: number): Node | undefined {
  if (elementsOf !== undefined || call.type !== 'CallExpression' || /\.(call|apply)$/.test(textOf(call.callee))) {
    return undefined
  }
  const argument = call.arguments[index]
  return call.arguments.slice(0, index + 1).some(({ type }) => type === 'SpreadElement') ? undefined : argument
}
