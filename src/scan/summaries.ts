/**
 * Carries effects from callees to callers until nothing changes. Each (edge, effect) pair is looked at once: a routine's
 * effects only ever grow, and an edge remembers how many of them it has carried.
 */
import type { CarriedEffects } from './carried-effects.js'
import type { DirectEffects } from './direct-effects.js'
import type { Effect, Via } from './effects.js'
import type { Edge } from './origin.js'
import type { Routine } from './program.js'

/** More unknown callees, or more changes to one object, say nothing new. */
const MOST_OF_A_KIND = 8

/** How many effects of the called routine have come over it. */
type CarryingEdge = Edge & { carried: number }

interface Summary {
  effects: Map<string, Effect>
  inOrder: Effect[]
  counts: Map<string, number>
  edges: CarryingEdge[]
  edgesTo: Map<Routine, CarryingEdge[]>
  callers: Set<Routine>
}

export class Summaries {
  readonly #byRoutine = new Map<Routine, Summary>()

  constructor(readonly carried: CarriedEffects) {}

  add(routine: Routine, { effects, edges }: DirectEffects): void {
    const summary = this.#summaryOf(routine)
    for (const effect of effects) addTo(summary, effect)
    for (const edge of edges) {
      const carrying = { ...edge, carried: 0 }
      summary.edges.push(carrying)
      const others = summary.edgesTo.get(edge.routine)
      if (others) others.push(carrying)
      else summary.edgesTo.set(edge.routine, [carrying])
      this.#summaryOf(edge.routine).callers.add(routine)
    }
  }

  effectsOf(routine: Routine): Effect[] {
    return this.#summaryOf(routine).inOrder
  }

  /** What `routine` does to anything but what its calls have for themselves. */
  outerEffectsOf(routine: Routine): Effect[] {
    return this.effectsOf(routine).filter((effect) => effect.kind !== 'assign' || !this.carried.isOwn(effect, routine))
  }

  edgesOf(routine: Routine): Edge[] {
    return this.#summaryOf(routine).edges
  }

  settle(): void {
    const waiting = new Set([...this.#byRoutine.keys()].reverse())
    for (const routine of waiting) {
      waiting.delete(routine)
      if (!this.#pull(routine)) continue
      for (const caller of this.#summaryOf(routine).callers) waiting.add(caller)
    }
  }

  /** True when `routine` has effects that its callers may not have seen. */
  #pull(routine: Routine): boolean {
    const summary = this.#summaryOf(routine)
    for (const edge of summary.edges) {
      const { inOrder } = this.#summaryOf(edge.routine)
      for (; edge.carried < inOrder.length; edge.carried++) {
        const source = inOrder[edge.carried] as Effect
        for (const effect of this.carried.over(source, edge, routine)) {
          if (!summary.effects.has(effect.key)) addTo(summary, ledBy(effect, edge.routine, source.via))
        }
      }
    }
    const hasNews = summary.inOrder.length > 0
    return hasNews && [...summary.callers].some((caller) => this.#isBehind(caller, routine))
  }

  #isBehind(caller: Routine, routine: Routine): boolean {
    const { inOrder } = this.#summaryOf(routine)
    const edges = this.#summaryOf(caller).edgesTo.get(routine) ?? []
    return edges.some((edge) => edge.carried < inOrder.length)
  }

  #summaryOf(routine: Routine): Summary {
    let summary = this.#byRoutine.get(routine)
    if (!summary) {
      summary = {
        effects: new Map(),
        inOrder: [],
        counts: new Map(),
        edges: [],
        edgesTo: new Map(),
        callers: new Set(),
      }
      this.#byRoutine.set(routine, summary)
    }
    return summary
  }
}

function addTo(summary: Summary, effect: Effect): void {
  if (summary.effects.has(effect.key)) return
  const kind = countedKind(effect)
  if (kind !== undefined) {
    const count = (summary.counts.get(kind) ?? 0) + 1
    if (count > MOST_OF_A_KIND) return
    summary.counts.set(kind, count)
  }
  summary.effects.set(effect.key, effect)
  summary.inOrder.push(effect)
}

/** undefined: each one counts, because somebody may read just what it writes. */
function countedKind(effect: Effect): string | undefined {
  if (effect.kind === 'reason' && effect.code === 'calls-unknown' && !effect.needs) return effect.code
  return effect.kind === 'mutate' && effect.origin.root.kind !== 'binding' ? effect.origin.root.kind : undefined
}

function ledBy(effect: Effect, routine: Routine, next: Via | undefined): Effect {
  return { ...effect, via: { routine, next } }
}
