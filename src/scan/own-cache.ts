/**
 * Finds the caches that functions keep for themselves: a captured structure that one function alone reads by key and
 * fills by key, or a captured result that it computes once. Neither makes the function impure.
 */
import type * as ESTree from 'estree'
import {
  type BindingEffect,
  isImportOrParameter,
  soleKeeper,
  writesByBinding,
  writtenBinding,
} from './binding-writes.js'
import { CacheCandidate, usesIn } from './cache-candidate.js'
import type { DirectEffects } from './direct-effects.js'
import { isClearing } from './emptied.js'
import { countsEntries } from './entry-count.js'
import { filledOnce } from './filled-once.js'
import { isInExport } from './init-time.js'
import { InnerTables } from './inner-tables.js'
import { KeptPart } from './kept-part.js'
import { lastKeys } from './last-keys.js'
import { LoadedLate } from './loaded-late.js'
import { isWithin, type Program, type Routine } from './program.js'
import { isRestored } from './restored.js'
import type { OwnCache } from './scanned-site.js'
import type { Binding } from './scopes.js'
import { isScratchContainer, isScratchPattern } from './scratch.js'
import type { SharedMemory } from './shared-memory.js'
import type { Node } from './syntax.js'

export interface OwnCaches {
  /** A cache, or scratch paper. */
  isHarmless(binding: Binding): boolean
  of(routine: Routine): OwnCache | undefined
  /** `effects` with the harmless ones left out. */
  without(effects: DirectEffects): DirectEffects
}

/** What one routine keeps, and where it uses it. */
interface Held {
  binding: Binding
  routine: Routine
  uses: ESTree.Identifier[]
}

interface Keeper {
  routine: Routine
  line: number
  ofPart: boolean
  /** It may hold what another call put there for itself: whoever calls the keeper depends on that. */
  isDoubtful: boolean
}

interface Kept {
  keepers: ReadonlyMap<Binding, Keeper>
  /** What tells nobody anything. */
  scratch: ReadonlySet<Binding>
}

export function findOwnCaches(program: Program, direct: Map<Routine, DirectEffects>, memory: SharedMemory): OwnCaches {
  const writes = [...writesByBinding(direct)].filter(([binding]) => !memory.isShared(binding))
  const { keepers, scratch } = findKept(program, new Map(writes))
  return {
    // Who empties what was kept of a part expects something else to be made of it.
    isHarmless(binding) {
      const found = keepers.get(binding)
      return scratch.has(binding) || (found !== undefined && !found.ofPart && !found.isDoubtful)
    },
    of(routine) {
      const own = [...keepers].filter(
        ([binding, found]) => isWithin(found.routine, routine) && !isWithin(program.ownerOf(binding), routine),
      )
      const [binding, found] = own.find(([, { ofPart }]) => !ofPart) ?? own[0] ?? []
      return binding && found && { subject: binding.name, line: found.line, ...(found.ofPart && { ofPart: true }) }
    },
    without: ({ effects, edges }) => ({
      effects: effects.filter((effect) => {
        const binding = writtenBinding(effect)
        if (binding === undefined || scratch.has(binding)) return binding === undefined
        const found = keepers.get(binding)
        return !found || found.isDoubtful || !('writer' in effect && isWithin(effect.writer, found.routine))
      }),
      edges,
    }),
  }
}

function findKept(program: Program, writesOf: Map<Binding, BindingEffect[]>): Kept {
  const keepers = new Map<Binding, Keeper>()
  const scratch = new Set<Binding>()
  const once = filledOnce(program, writesOf)
  const late = new LoadedLate(program)
  for (const [binding, effects] of writesOf) {
    if (isImportOrParameter(binding)) continue
    if (isScratchPattern(program, binding) || isRestored(program, binding) || late.has(binding)) scratch.add(binding)
    const routine = soleKeeper(program, binding, effects)
    if (!routine) continue
    if (isScratchContainer(program, binding, routine)) {
      scratch.add(binding)
      continue
    }
    const keeper = keeperOf(program, { binding, routine, uses: usesIn(program, binding, routine) }, effects)
    if (keeper && !(keeper.isDoubtful && once.has(binding))) keepers.set(binding, keeper)
  }
  for (const { binding, routine, line } of lastKeys(program, writesOf, keepers))
    keepers.set(binding, { routine, line, ofPart: false, isDoubtful: false })
  for (const binding of once) if (!keepers.has(binding)) scratch.add(binding)
  for (const [binding, effects] of writesOf) if (isCountOfKept(program, binding, effects, keepers)) scratch.add(binding)
  return { keepers, scratch }
}

/** undefined: it is no cache, or what it keeps of a part is not the same for all. */
function keeperOf(program: Program, held: Held, effects: BindingEffect[]): Keeper | undefined {
  const { binding, routine, uses } = held
  const candidate = new CacheCandidate(program, routine, uses)
  const keyedLine = candidate.lineOfKeyedCache()
  const line = keyedLine ?? candidate.lineOfKeptResult()
  if (line === undefined) return undefined
  const byKey = keyedLine !== undefined
  if (!candidate.keepsResults()) {
    const isSound = isSoundPart(program, held, effects, byKey)
    return isSound ? { routine, line, ofPart: true, isDoubtful: false } : undefined
  }
  const isUnderItsKey = () => new KeptPart(program, binding, routine, uses).isKeptUnderItsKey()
  return {
    routine,
    line,
    ofPart: false,
    isDoubtful: byKey && (!isUnderItsKey() || changesEntries(program, held, effects)),
  }
}

function isCountOfKept(
  program: Program,
  binding: Binding,
  effects: BindingEffect[],
  keepers: ReadonlyMap<Binding, Keeper>,
): boolean {
  if (keepers.has(binding) || effects.some(({ kind }) => kind !== 'assign')) return false
  const routines = new Set([...keepers.values()].map(({ routine }) => routine))
  const isEmptying = (identifier: ESTree.Identifier) => {
    const kept = program.scopes.bindingOf(identifier)
    return kept !== undefined && keepers.has(kept) && isClearing(program, identifier)
  }
  return [...routines].some((routine) => countsEntries(program, binding, routine, isEmptying))
}

/** Nobody but the keeper reads it, and whoever comes first makes the same entry. */
function isSoundPart(program: Program, held: Held, effects: BindingEffect[], byKey: boolean): boolean {
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
function changesEntries(program: Program, { routine, uses }: Held, effects: BindingEffect[]): boolean {
  const isChange = (effect: BindingEffect) =>
    effect.kind === 'mutate' && effect.origin.path.length > 0 && isWithin(effect.writer, routine)
  if (!effects.some(isChange)) return false
  const tables = new InnerTables(program, routine, uses).all()
  return tables.length === 0 || new CacheCandidate(program, routine, tables).lineOfKeyedCache() === undefined
}
