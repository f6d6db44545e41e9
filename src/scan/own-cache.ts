/**
 * Finds the caches that functions keep for themselves: a captured structure that one function alone reads by key and
 * fills by key, or a captured result that it computes once. Neither makes the function impure.
 */
import type * as ESTree from 'estree'
import { CacheCandidate, usesIn } from './cache-candidate.js'
import type { DirectEffects } from './direct-effects.js'
import type { Effect } from './effects.js'
import { isClearing } from './emptied.js'
import { countsEntries } from './entry-count.js'
import { filledOnce } from './filled-once.js'
import { actorOf, isInExport } from './init-time.js'
import { InnerTables } from './inner-tables.js'
import { KeptPart } from './kept-part.js'
import { LoadedLate } from './loaded-late.js'
import { isWithin, type Program, type Routine } from './program.js'
import { isRestored } from './restored.js'
import type { OwnCache } from './scanned-site.js'
import { type Binding, parameterPosition, readsOf } from './scopes.js'
import { isScratchContainer, isScratchPattern } from './scratch.js'
import type { Node } from './syntax.js'

export interface OwnCaches {
  /** A cache, or scratch paper. */
  isHarmless(binding: Binding): boolean
  of(routine: Routine): OwnCache | undefined
  /** `effects` with the harmless ones left out. */
  without(effects: DirectEffects): DirectEffects
}

interface Keeper {
  routine: Routine
  line: number
  ofPart: boolean
  /** It may hold what another call put there for itself: whoever calls the keeper depends on that. */
  isDoubtful: boolean
}

interface HeldPart {
  binding: Binding
  routine: Routine
  uses: ESTree.Identifier[]
}

type BindingEffect = Effect & ({ kind: 'assign' } | { kind: 'mutate' })

export function findOwnCaches(program: Program, direct: Map<Routine, DirectEffects>): OwnCaches {
  const writesOf = writesByBinding(direct)
  const keeper = new Map<Binding, Keeper>()
  const scratch = new Set<Binding>()
  const once = filledOnce(program, writesOf)
  const late = new LoadedLate(program)
  for (const [binding, effects] of writesOf) {
    if (importsOrParameter(binding)) continue
    if (isScratchPattern(program, binding) || isRestored(program, binding) || late.has(binding)) scratch.add(binding)
    const routine = soleKeeper(program, binding, effects)
    if (!routine) continue
    if (isScratchContainer(program, binding, routine)) {
      scratch.add(binding)
      continue
    }
    const uses = usesIn(program, binding, routine)
    const candidate = new CacheCandidate(program, routine, uses)
    const keyedLine = candidate.lineOfKeyedCache()
    const line = keyedLine ?? candidate.lineOfKeptResult()
    if (line === undefined) continue
    const ofPart = !candidate.keepsResults()
    const held = { binding, routine, uses }
    if (ofPart && !isSoundPart(program, held, effects, keyedLine !== undefined)) continue
    const isDoubtful =
      !ofPart &&
      keyedLine !== undefined &&
      (!new KeptPart(program, binding, routine, uses).isKeptUnderItsKey() || changesEntries(program, held, effects))
    if (isDoubtful && once.has(binding)) continue
    keeper.set(binding, { routine, line, ofPart, isDoubtful })
  }
  addLastKeys(program, writesOf, keeper)
  for (const binding of once) if (!keeper.has(binding)) scratch.add(binding)
  for (const [binding, effects] of writesOf) {
    if (isCountOfKept(program, binding, effects, keeper)) scratch.add(binding)
  }
  return {
    // Who empties what was kept of a part expects something else to be made of it.
    isHarmless(binding) {
      const found = keeper.get(binding)
      return scratch.has(binding) || (found !== undefined && !found.ofPart && !found.isDoubtful)
    },
    of(routine) {
      const own = [...keeper].filter(
        ([binding, found]) => isWithin(found.routine, routine) && !isWithin(program.ownerOf(binding), routine),
      )
      const [binding, found] = own.find(([, { ofPart }]) => !ofPart) ?? own[0] ?? []
      return binding && found && { subject: binding.name, line: found.line, ...(found.ofPart && { ofPart: true }) }
    },
    without: ({ effects, edges }) => ({
      effects: effects.filter((effect) => {
        const binding = writtenBinding(effect)
        if (binding === undefined || scratch.has(binding)) return binding === undefined
        const found = keeper.get(binding)
        return !found || found.isDoubtful || !('writer' in effect && isWithin(effect.writer, found.routine))
      }),
      edges,
    }),
  }
}

function isCountOfKept(
  program: Program,
  binding: Binding,
  effects: BindingEffect[],
  keeper: ReadonlyMap<Binding, Keeper>,
): boolean {
  if (keeper.has(binding) || effects.some(({ kind }) => kind !== 'assign')) return false
  const routines = new Set([...keeper.values()].map(({ routine }) => routine))
  const isEmptying = (identifier: ESTree.Identifier) => {
    const kept = program.scopes.bindingOf(identifier)
    return kept !== undefined && keeper.has(kept) && isClearing(program, identifier)
  }
  return [...routines].some((routine) => countsEntries(program, binding, routine, isEmptying))
}

/** Nobody but the keeper reads it, and whoever comes first makes the same entry. */
function isSoundPart(program: Program, held: HeldPart, effects: BindingEffect[], byKey: boolean): boolean {
  const { binding, routine, uses } = held
  const isOwn = (identifier: ESTree.Identifier) => uses.includes(identifier)
  const isExported = binding.identifiers.some((identifier) => isInExport(program, identifier as Node))
  const others = binding.references.filter(({ identifier, init }) => !init && !isOwn(identifier as ESTree.Identifier))
  const isChanged = effects.some(
    (effect) =>
      effect.kind === 'mutate' && isWithin(effect.writer, routine) && (!byKey || effect.origin.path.length > 0),
  )
  return (
    !isExported &&
    !isChanged &&
    others.every(({ identifier }) => isClearing(program, identifier as ESTree.Identifier)) &&
    new KeptPart(program, binding, routine, uses).isTheSameForAll(byKey)
  )
}

/** `kept.push(item)`: what is found under a key tells who has been there before; entries that are tables are filled so. */
function changesEntries(program: Program, { routine, uses }: HeldPart, effects: BindingEffect[]): boolean {
  const isChange = (effect: BindingEffect) =>
    effect.kind === 'mutate' && effect.origin.path.length > 0 && isWithin(effect.writer, routine)
  if (!effects.some(isChange)) return false
  const tables = new InnerTables(program, routine, uses).all()
  return tables.length === 0 || new CacheCandidate(program, routine, tables).lineOfKeyedCache() === undefined
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
  for (const writer of new Set(effects.map((effect) => effect.writer))) {
    const actor = actorOf(program, writer, binding)
    if (actor === owner || actors.has(actor) || onlyClears(program, actor, binding)) continue
    actors.add(actor)
    if (actors.size > 1) return undefined
  }
  const [actor] = actors
  return actor
}

/** All that `routine` does to `binding` is to empty it. */
function onlyClears(program: Program, routine: Routine, binding: Binding): boolean {
  return binding.references
    .map(({ identifier }) => identifier as ESTree.Identifier)
    .filter((identifier) => isWithin(program.routineAround(identifier), routine))
    .every((identifier) => isClearing(program, identifier))
}

/** `if (key === lastKey) return lastResult`: a cache of one entry, whose key and result are assigned together. */
function addLastKeys(program: Program, writesOf: Map<Binding, BindingEffect[]>, keeper: Map<Binding, Keeper>): void {
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
    for (const binding of bindings) keeper.set(binding, { routine, line, ofPart: false, isDoubtful: false })
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
