/** Says which site a frame of a profile is: by the place where its parameters begin, else by its name. */
import { LineIndex } from '../source/line-index.js'
import type { Site } from '../source/site.js'

/** A function as a profile names it; line and column count from 1. */
export interface NamedPlace {
  name: string
  line: number
  column: number
}

export type FoundFrame =
  | { kind: 'site'; id: string }
  /** A function of the file that is no site: a callback without a name, say. */
  | { kind: 'other' }
  /** It has a name, and the file has no such function. */
  | { kind: 'gone' }

type PlacedSite = Pick<Site, 'id' | 'name' | 'start' | 'end'>

/** V8 has a function begin where its parameters do, or with its `async`: nothing but its name and keywords come before. */
const HEAD = /^[^(){}=]*$/
/** `(anonymous)`, `(root)`, `<instance_members_initializer>`. */
const NO_NAME = /^$|^[(<]/

/** The functions of one file as it is now. */
export class FramesOfFile {
  readonly #lines: LineIndex
  readonly #byName = new Map<string, PlacedSite[]>()

  constructor(
    readonly text: string,
    readonly sites: readonly PlacedSite[],
  ) {
    this.#lines = new LineIndex(text)
    for (const site of sites) {
      const name = bareName(site.name)
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), site])
    }
  }

  find(place: NamedPlace): FoundFrame {
    const at = this.#lines.offsetOf(place.line, place.column)
    const placed = at === undefined ? undefined : this.#beginningAt(at)
    if (placed) return { kind: 'site', id: placed.id }
    const name = bareName(place.name)
    if (NO_NAME.test(place.name)) return { kind: 'other' }
    const [named, ...others] = this.#byName.get(name) ?? []
    if (named !== undefined) return others.length === 0 ? { kind: 'site', id: named.id } : { kind: 'other' }
    return { kind: this.#names(name) ? 'other' : 'gone' }
  }

  /** Classes stand for their constructors, and not all functions are sites: a field's initialiser is none. */
  #names(name: string): boolean {
    const quoted = name.replaceAll(/[\\$^.*+?()[\]{}|]/g, '\\$&')
    const definition = new RegExp(
      `(?:\\b(?:class|function)\\s+${quoted}|(?<![\\w$])${quoted}\\s*(?:=(?!=)|:|\\([^)]*\\)\\s*\\{))`,
    )
    return definition.test(this.text)
  }

  #beginningAt(offset: number): PlacedSite | undefined {
    return this.sites.find(
      ({ start, end }) => start <= offset && offset < end && HEAD.test(this.text.slice(start, offset)),
    )
  }
}

/** `exports.parse`, `get size`, `Range.static:of` by what their authors wrote last. */
function bareName(name: string): string {
  return name.split(/[.:\s]/).at(-1) ?? name
}
