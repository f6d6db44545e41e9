/** What one function reads of one of its arguments, or of `this`: facts that grow until nothing changes. */
import type { Place } from './place.js'
import type { Routine } from './program.js'

/** Index of an argument. */
export type From = number | 'this'

/**
 * - `reads`: the value there is used, with everything below it.
 * - `visits`: it is passed through on the way to what is read.
 * - `tests`: it decides whether there is an object at all: `o || defaults`, `typeof o`, `o === undefined`.
 * - `returns`: it is what the function returns.
 * - `relies`: the place is the name of a method or getter, and `this` is taken to have the one that the file gives it.
 */
const KINDS = ['reads', 'visits', 'tests', 'returns', 'relies'] as const

export type FactKind = (typeof KINDS)[number]

export type Heir = (kind: FactKind, place: Place) => void

/** Deeper values are read as a whole; in recursive data there is no end to them. */
const MOST_STEPS = 5
/** A key of more parts than this costs more than the whole. */
const MOST_READS = 24
/** Where a value goes through more hands than this, it is read as a whole. */
const MOST_FACTS = 200

export class Reading {
  readonly reads = new Set<Place>()
  readonly visits = new Set<Place>()
  readonly tests = new Set<Place>()
  readonly returns = new Set<Place>()
  readonly relies = new Set<Place>()
  /** The root itself is read: nothing that is found later says more. */
  isWhole = false
  readonly #heirs: Heir[] = []
  #facts = 0

  constructor(
    readonly routine: Routine,
    readonly from: From,
  ) {}

  add(kind: FactKind, place: Place): void {
    if (this.isWhole) return
    if (place.steps > MOST_STEPS && place.above) {
      this.add('reads', place.above)
      return
    }
    if (this[kind].has(place)) return
    const isTooMuch = ++this.#facts === MOST_FACTS || (kind === 'reads' && this.reads.size === MOST_READS)
    if (isTooMuch) this.#tell('reads', rootOf(place))
    else this.#tell(kind, place)
  }

  /** Hands over every fact, those that are found later as well. */
  passTo(heir: Heir): void {
    this.#heirs.push(heir)
    for (const kind of KINDS) for (const place of this[kind]) heir(kind, place)
  }

  #tell(kind: FactKind, place: Place): void {
    this[kind].add(place)
    this.isWhole = kind === 'reads' && place.above === undefined
    for (const heir of this.#heirs) heir(kind, place)
  }
}

function rootOf(place: Place): Place {
  return place.above ? rootOf(place.above) : place
}
