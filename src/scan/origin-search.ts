/** What one search for origins has found so far, and where it has been. */
import type { Origin, Path, Root } from './origin.js'
import type { Routine } from './program.js'
import type { CallNode } from './syntax.js'

/** Where more expressions than this would have to be looked at, as in minified code, nothing can be said for certain. */
const MOST_STEPS = 1000

/** Any property is not the same as no property. */
export function keyOf(path: Path): string {
  return `${path.length}|${path.join('.')}`
}

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
      case 'lost':
        return 'lost'
      default:
        return `${root.kind}${this.of(root.routine)}`
    }
  }

  ofOrigin({ root, path }: Origin): string {
    return `${this.ofRoot(root)}|${keyOf(path)}`
  }
}

export class OriginSearch {
  readonly #found = new Map<string, Origin>()
  readonly #visited = new Set<string>()
  readonly #called = new Set<string>()
  #steps = 0
  #isSpent = false

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
    const key = `${this.ids.of(call)}|${keyOf(path)}`
    if (this.#called.has(key)) return false
    this.#called.add(key)
    return true
  }

  /** False as soon as it has been about for long enough. */
  goesOn(): boolean {
    if (++this.#steps > MOST_STEPS) this.giveUp()
    return !this.#isSpent
  }

  /** False where it has been before. */
  visits(key: string): boolean {
    if (this.#visited.has(key)) return false
    this.#visited.add(key)
    return true
  }

  /** What it has not looked at may be anything. */
  giveUp(): void {
    if (this.#isSpent) return
    this.#isSpent = true
    this.add({ kind: 'lost' }, [])
  }
}
