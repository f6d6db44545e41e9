/** What one search for origins has found so far, and where it has been. */
import type { Origin, Path, Root } from './origin.js'
import type { Routine } from './program.js'
import type { CallNode } from './syntax.js'

/** Where more expressions than this would have to be looked at, as in minified code, nothing can be said for certain. */
const MOST_STEPS = 1000

/** Any property is not the same as no property. */
export function keyOf(path: Path): string {
  let key = String(path.length)
  for (const name of path) key += `|${name ?? ''}`
  return key
}

/** Numbers for bindings and routines, to make keys of, and the origins that there are. */
export class ObjectIds {
  readonly #ids = new Map<object, number>()
  readonly #origins = new Map<string, Origin>()

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

  /** Each is there once, so that origins that were found compare by `===`: large searches pass on thousands. */
  originAt(root: Root, path: Path): Origin {
    const origin = { root, path }
    const key = this.ofOrigin(origin)
    const known = this.#origins.get(key)
    if (!known) this.#origins.set(key, origin)
    return known ?? origin
  }
}

export class OriginSearch {
  readonly #found = new Set<Origin>()
  readonly #visited = new Set<string>()
  readonly #called = new Set<string>()
  readonly #passed = new Set<readonly Origin[]>()
  #steps = 0
  #isSpent = false

  constructor(
    /** From which the object is seen. */
    readonly routine: Routine,
    readonly ids: ObjectIds,
  ) {}

  get found(): Iterable<Origin> {
    return this.#found
  }

  add(root: Root, path: Path): void {
    this.addFound(this.ids.originAt(root, path))
  }

  /** What another search has found. */
  addFound(origin: Origin): void {
    this.#found.add(origin)
  }

  /** All of `origins` have been added that are the same wherever they are seen from. */
  hasPassed(origins: readonly Origin[]): boolean {
    return this.#passed.has(origins)
  }

  pass(origins: readonly Origin[]): void {
    this.#passed.add(origins)
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

  /** It has given up. */
  get isSpent(): boolean {
    return this.#isSpent
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
