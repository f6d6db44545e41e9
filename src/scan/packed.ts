/** Writes plain data as JSON in which what is alike stands once: so facts of thousands of functions are read fast. */

/** Literals stand for themselves; lists of numbers say what something is made of: a kind, and places of its parts. */
type Entry = string | number | boolean | null | number[]

interface Packed {
  /** The property names of objects, by kind. */
  shapes: string[][]
  /** Parts stand before what is made of them; the last is the whole. */
  entries: Entry[]
}

/** Kinds that are no place in `shapes`. */
const ARRAY = -1
const MAP = -2
const SET = -3

/**
 * JSON text for a tree of plain objects, arrays, Maps, Sets and primitives; `undefined` is told from what is absent.
 * @throws {RangeError} for numbers that JSON has no words for.
 */
export function pack(value: object): string {
  const packer = new Packer()
  packer.placeOf(value)
  const { shapes, entries } = packer
  return JSON.stringify({ shapes, entries } satisfies Packed)
}

/** Equal to what was packed; parts that were equal are now one object, which nobody may change. @throws {SyntaxError} */
export function unpack(text: string): unknown {
  const { shapes, entries } = JSON.parse(text) as Packed
  const made: unknown[] = []
  for (const entry of entries) made.push(Array.isArray(entry) ? build(entry, shapes, made) : entry)
  return made.at(-1)
}

class Packer {
  readonly shapes: string[][] = []
  readonly entries: Entry[] = []
  /** By value, or by identity. */
  readonly #places = new Map<unknown, number>()
  /** Of what has parts, by what they are. */
  readonly #alike = new Map<string, number>()
  readonly #kinds = new Map<string, number>()

  placeOf(value: unknown): number {
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
      throw new RangeError('JSON has no words for infinity, NaN and -0')
    }
    const known = this.#places.get(value)
    if (known !== undefined) return known
    const entry = this.#entryOf(value)
    const place = Array.isArray(entry) ? this.#placeOfAlike(entry) : this.entries.push(entry) - 1
    this.#places.set(value, place)
    return place
  }

  #placeOfAlike(entry: number[]): number {
    const key = entry.join()
    const known = this.#alike.get(key)
    if (known !== undefined) return known
    const place = this.entries.push(entry) - 1
    this.#alike.set(key, place)
    return place
  }

  #entryOf(value: unknown): Entry {
    if (value === undefined) return []
    if (typeof value !== 'object' || value === null) return value as Entry
    if (Array.isArray(value)) return [ARRAY, ...this.#placesOf(value)]
    if (value instanceof Map) return [MAP, ...this.#placesOf([...value].flat(1))]
    if (value instanceof Set) return [SET, ...this.#placesOf([...value])]
    return [this.#kindOf(Object.keys(value)), ...this.#placesOf(Object.values(value))]
  }

  #placesOf(values: readonly unknown[]): number[] {
    return values.map((value) => this.placeOf(value))
  }

  #kindOf(names: string[]): number {
    const key = JSON.stringify(names)
    const kind = this.#kinds.get(key) ?? this.shapes.push(names) - 1
    this.#kinds.set(key, kind)
    return kind
  }
}

function build(entry: readonly number[], shapes: readonly string[][], made: readonly unknown[]): unknown {
  const [kind] = entry
  if (kind === undefined) return undefined
  const names = shapes[kind]
  if (names) return objectOf(names, entry, made)
  const parts = entry.slice(1).map((place) => made[place])
  if (kind === ARRAY) return parts
  return kind === SET ? new Set(parts) : new Map(pairsOf(parts))
}

function objectOf(names: readonly string[], entry: readonly number[], made: readonly unknown[]): unknown {
  const object: Record<string, unknown> = {}
  for (let at = 0; at < names.length; at++) object[names[at] as string] = made[entry[at + 1] as number]
  return object
}

function pairsOf(parts: readonly unknown[]): [unknown, unknown][] {
  return Array.from({ length: parts.length / 2 }, (_, at) => [parts[2 * at], parts[2 * at + 1]])
}
