/** What a file's functions themselves do to each variable, and which of them alone fills it. */
import type * as ESTree from 'estree'
import type { DirectEffects } from './direct-effects.js'
import type { Effect } from './effects.js'
import { isClearing } from './emptied.js'
import { actorOf } from './init-time.js'
import { isWithin, type Program, type Routine } from './program.js'
import { type Binding, parameterPosition } from './scopes.js'

export type BindingEffect = Effect & ({ kind: 'assign' } | { kind: 'mutate' })

export function isImportOrParameter(binding: Binding): boolean {
  return parameterPosition(binding) !== undefined || binding.defs[0]?.type === 'ImportBinding'
}

export function writtenBinding(effect: Effect): Binding | undefined {
  if (effect.kind === 'assign') return effect.binding
  return effect.kind === 'mutate' && effect.origin.root.kind === 'binding' ? effect.origin.root.binding : undefined
}

export function writesByBinding(direct: Map<Routine, DirectEffects>): Map<Binding, BindingEffect[]> {
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
export function soleKeeper(program: Program, binding: Binding, effects: BindingEffect[]): Routine | undefined {
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
