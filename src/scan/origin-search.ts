/** What one search for origins has found so far, and where it has been. */
import type { Origin, Path, Root } from './origin.js'
import type { Routine } from './program.js'

/** Where an object may have come through more hands than this, nothing definite can be said of it. */
const MOST_VISITS = 100

/** Numbers for bindings and routines, to make keys of. */
export class ObjectIds {
  readonly #ids = new Map<object, number>()

  of(thing: object): number {
    let id = this.#ids.get(thing)
    if (id === undefined) {
      id = this.#ids.size
      this.#ids.set(thing, id)
    }
    return id
  }

  ofRoot(root: Root): string {
    switch (root.kind) {
      case 'binding':
        return `b${this.of(root.binding)}`
      case 'global':
        return `g${root.name}`
      default:
        return `${root.kind}${this.of(root.routine)}`
    }
  }
}

export class OriginSearch {
  readonly #found = new Map<string, Origin>()
  readonly #visited = new Set<string>()

  constructor(
    /** From which the object is seen. */
    readonly routine: Routine,
    readonly ids: ObjectIds,
  ) {}

  get found(): Iterable<Origin> {
    return this.#found.values()
  }

  add(root: Root, path: Path): void {
    const key = `${this.ids.ofRoot(root)}|${path.join('.')}`
    if (!this.#found.has(key)) this.#found.set(key, { root, path })
  }

  /** False where it has been before, or has been about for long enough. */
  visits(key: string): boolean {
    if (this.#visited.has(key) || this.#visited.size === MOST_VISITS) return false
    this.#visited.add(key)
    return true
  }
}
