/**
 * Results that may depend on one another in a ring, as what functions return that call each other: each is worked out
 * from what is known of the others so far, again and again until nothing is added.
 */

interface Result<T> {
  found: readonly T[]
  isOpen: boolean
}

/** Each round adds something, so that more are rare; what is known after them is kept as it is. */
const MOST_ROUNDS = 8

export class GrowingResults<T> {
  readonly #results = new Map<string, Result<T>>()
  /** What the last round came to. */
  readonly #before = new Map<string, readonly T[]>()
  /** Those that are being worked out and that others, inside of them, have asked for. */
  readonly #awaited = new Set<string>()
  /** Worked out from such. */
  readonly #unsettled = new Set<string>()
  #hasGrown = false

  /** `find` may ask for further results, and for this one. */
  of(key: string, find: () => readonly T[]): readonly T[] {
    const known = this.#results.get(key)
    if (known?.isOpen) this.#awaited.add(key)
    if (known) return known.found
    for (let round = 1; ; round++) {
      this.#hasGrown &&= this.#awaited.size > 0
      const found = this.#findOnce(key, find)
      if (this.#awaited.size > 0) return found
      const isDone = !this.#hasGrown || round === MOST_ROUNDS
      this.#settle(isDone)
      if (isDone) return found
    }
  }

  #findOnce(key: string, find: () => readonly T[]): readonly T[] {
    const result: Result<T> = { found: this.#before.get(key) ?? [], isOpen: true }
    this.#results.set(key, result)
    const found = find()
    const isPartOfRing = this.#awaited.delete(key) || this.#awaited.size > 0
    if (isPartOfRing) {
      this.#unsettled.add(key)
      this.#hasGrown ||= found.length > result.found.length
    }
    this.#results.set(key, { found, isOpen: false })
    return found
  }

  /** Otherwise the ring goes round once more. */
  #settle(isDone: boolean): void {
    for (const key of this.#unsettled) {
      if (isDone) this.#before.delete(key)
      else {
        this.#before.set(key, this.#results.get(key)?.found ?? [])
        this.#results.delete(key)
      }
    }
    this.#unsettled.clear()
  }
}
