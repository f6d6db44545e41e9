/** What one search for origins has found so far, and where it has been. */
import type { Origin, Path, Root } from './origin.js'
import type { Routine } from './program.js'
import type { CallNode } from './syntax.js'

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

  ofOrigin({ root, path }: Origin): string {
    return `${this.ofRoot(root)}|${path.join('.')}`
  }
}

export class OriginSearch {
  readonly #found = new Map<string, Origin>()
  readonly #visited = new Set<string>()
  readonly #called = new Set<string>()

  constructor(
    /** From which the object is seen. */
    readonly routine: Routine,
    readonly ids: ObjectIds,
  ) {}

  get found(): Iterable<Origin> {
    return this.#found.values()
  }

  add(root: Root, path: Path): void {
    const origin = { root, path }
    const key = this.ids.ofOrigin(origin)
    if (!this.#found.has(key)) this.#found.set(key, origin)
  }

  /** False where it has followed that part of the call's result before, which would add nothing. */
  enters(call: CallNode, path: Path): boolean {
    const key = `${this.ids.of(call)}|${path.length}|${path.join('.')}`
    if (this.#called.has(key)) return false
    this.#called.add(key)
    return true
  }

  /** It has been about for long enough. */
  get isSpent(): boolean {
    return this.#visited.size === MOST_VISITS
  }

  /** False where it has been before, or is spent. */
  visits(key: string): boolean {
    if (this.isSpent || this.#visited.has(key)) return false
    this.#visited.add(key)
    return true
  }
}
