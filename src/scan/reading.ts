/** What one function reads of one of its arguments, or of `this`: facts that grow until nothing changes. */
import type { Routine } from './program.js'
import type { Node } from './syntax.js'

/** Index of an argument. */
export type From = number | 'this'

/**
 * - `reads`: the value there is used, with everything below it.
 * - `visits`: it is passed through on the way to what is read.
 * - `tests`: it decides whether there is an object at all: `o || defaults`, `typeof o`, `o === undefined`.
 * - `returns`: it is what the function returns.
 */
export type FactKind = 'reads' | 'visits' | 'tests' | 'returns'

export interface Fact {
  kind: FactKind
  /** Property names, outermost first. */
  path: readonly string[]
  /** Where, in the file of the function. */
  node: Node
}

/** Deeper values are read as a whole; in recursive data there is no end to them. */
const MOST_STEPS = 5
/** A key of more parts than this costs more than the whole. */
const MOST_READS = 24
/** Where a value goes through more hands than this, it is read as a whole. */
const MOST_FACTS = 400

export class Reading {
  readonly facts = new Map<string, Fact>()
  /** The root itself is read: nothing that is found later says more. */
  isWhole = false
  readonly #heirs: ((fact: Fact) => void)[] = []
  #reads = 0

  constructor(
    readonly routine: Routine,
    readonly from: From,
  ) {}

  add(kind: FactKind, path: readonly string[], node: Node): void {
    if (this.isWhole) return
    if (path.length > MOST_STEPS) {
      this.add('reads', path.slice(0, MOST_STEPS), node)
      return
    }
    const key = [kind, ...path].join('\0')
    if (this.facts.has(key)) return
    const isTooMuch = (kind === 'reads' && ++this.#reads > MOST_READS) || this.facts.size === MOST_FACTS
    const fact: Fact = isTooMuch ? { kind: 'reads', path: [], node } : { kind, path, node }
    this.isWhole = fact.kind === 'reads' && fact.path.length === 0
    this.facts.set(isTooMuch ? 'reads' : key, fact)
    for (const heir of this.#heirs) heir(fact)
  }

  /** Hands over every fact, those that are found later as well. */
  passTo(heir: (fact: Fact) => void): void {
    this.#heirs.push(heir)
    for (const fact of [...this.facts.values()]) heir(fact)
  }
}
