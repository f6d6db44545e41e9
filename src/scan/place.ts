/** Where in an argument something is: the names that lead there, each place held once so that places compare by `===`. */

export class Place {
  readonly #below = new Map<string, Place>()

  private constructor(
    /** undefined: the argument itself. */
    readonly above: Place | undefined,
    readonly name: string,
    readonly steps: number,
  ) {}

  static root(): Place {
    return new Place(undefined, '', 0)
  }

  at(name: string): Place {
    let place = this.#below.get(name)
    if (!place) {
      place = new Place(this, name, this.steps + 1)
      this.#below.set(name, place)
    }
    return place
  }

  /** What `path` leads to from here. */
  joined(path: Place): Place {
    return path.above ? this.joined(path.above).at(path.name) : this
  }

  names(): string[] {
    return this.above ? [...this.above.names(), this.name] : []
  }
}

/** Pairs that have been seen: most things are seen at one place only. */
export class SeenAt<T> {
  readonly #places = new Map<T, Place | Set<Place>>()

  /** False if it was there before. */
  add(thing: T, place: Place): boolean {
    const known = this.#places.get(thing)
    if (known === place) return false
    if (known === undefined) this.#places.set(thing, place)
    else if (known instanceof Place) this.#places.set(thing, new Set([known, place]))
    else if (known.has(place)) return false
    else known.add(place)
    return true
  }
}
