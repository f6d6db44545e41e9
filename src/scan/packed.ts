/** Writes plain data as bytes in which what is alike stands once: so facts of thousands of functions are read fast. */
import { createHash } from 'node:crypto'
import { AlikeEntries } from './alike-entries.js'

type Literal = string | number | boolean | null

/** What is no object by itself, and the property names of objects, by kind. */
interface Words {
  literals: Literal[]
  shapes: string[][]
}

/** Kinds that are no place in `shapes`. */
const ARRAY = -1
const MAP = -2
const SET = -3

/** Of all that follows: what was torn apart while it was written is told by it. */
const DIGEST_BYTES = 32
/** Of the words that follow, in bytes. */
const LENGTH_BYTES = 4

/**
 * For a tree of plain objects, arrays, Maps, Sets and primitives; `undefined` is told from what is absent.
 * A digest, the words as JSON, and a list of numbers: of each object its kind and the places of its parts, which stand
 * before it (negative: among the literals), of lists how many they are as well; the last is the whole.
 * @throws {RangeError} for numbers that JSON has no words for.
 */
export function pack(value: object): Buffer {
  const packer = new Packer()
  packer.placeOf(value)
  const words = Buffer.from(JSON.stringify({ literals: packer.literals, shapes: packer.shapes } satisfies Words))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeInt32LE(words.length)
  const body = [length, words, Buffer.from(Int32Array.from(packer.made).buffer)]
  return Buffer.concat([digestOf(body), ...body])
}

/**
 * Equal to what was packed; parts that were equal are now one object, which nobody may change.
 * @throws {SyntaxError} for anything but what was packed by a machine with the same order of bytes.
 */
export function unpack(bytes: Buffer): unknown {
  const body = bytes.subarray(DIGEST_BYTES)
  if (!digestOf([body]).equals(bytes.subarray(0, DIGEST_BYTES))) throw new SyntaxError('it is not what was packed')
  const end = LENGTH_BYTES + body.readInt32LE()
  const { literals, shapes } = JSON.parse(body.toString('utf8', LENGTH_BYTES, end)) as Words
  // Copied, as numbers must begin where their size divides the place.
  return build(new Int32Array(new Uint8Array(body.subarray(end)).buffer), [undefined, ...literals.slice(1)], shapes)
}

function digestOf(parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** Of the objects that have the names up to here, in this order. */
interface Shape {
  next: Map<string, Shape>
  /** In `shapes`; undefined: there is no such object yet. */
  kind: number | undefined
}

class Packer {
  /** The first stands for `undefined`. */
  readonly literals: Literal[] = [null]
  readonly shapes: string[][] = []
  readonly #entries = new AlikeEntries()
  /** Entries that are not complete, each behind the one that it is part of. */
  readonly #open: number[] = []
  /** By value, or by identity. */
  readonly #places = new Map<unknown, number>([[undefined, -1]])
  readonly #shape: Shape = { next: new Map(), kind: undefined }

  get made(): readonly number[] {
    return this.#entries.numbers
  }

  placeOf(value: unknown): number {
    const known = this.#places.get(value)
    // A Map takes -0 for 0.
    if (known !== undefined && !Object.is(value, -0)) return known
    const place = typeof value === 'object' && value !== null ? this.#placeOfObject(value) : this.#addLiteral(value)
    this.#places.set(value, place)
    return place
  }

  #addLiteral(value: unknown): number {
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
      throw new RangeError('JSON has no words for infinity, NaN and -0')
    }
    return -this.literals.push(value as Literal)
  }

  #placeOfObject(value: object): number {
    const start = this.#open.length
    if (Array.isArray(value)) this.#openList(ARRAY, value)
    else if (value instanceof Map) this.#openList(MAP, [...value].flat(1))
    else if (value instanceof Set) this.#openList(SET, [...value])
    else {
      this.#open.push(this.#kindOf(value))
      for (const name in value) this.#openPart((value as Record<string, unknown>)[name])
    }
    const place = this.#entries.placeOf(this.#open, start)
    this.#open.length = start
    return place
  }

  #openList(kind: number, values: readonly unknown[]): void {
    this.#open.push(kind, values.length)
    for (const value of values) this.#openPart(value)
  }

  /** It is placed before its own number is put down. */
  #openPart(value: unknown): void {
    const place = this.placeOf(value)
    this.#open.push(place)
  }

  #kindOf(value: object): number {
    let shape = this.#shape
    for (const name in value) {
      let next = shape.next.get(name)
      if (!next) {
        next = { next: new Map(), kind: undefined }
        shape.next.set(name, next)
      }
      shape = next
    }
    shape.kind ??= this.shapes.push(Object.keys(value)) - 1
    return shape.kind
  }
}

function build(list: Int32Array, literals: readonly unknown[], shapes: readonly string[][]): unknown {
  const made: unknown[] = []
  const partAt = (at: number) => {
    const place = list[at] as number
    return place < 0 ? literals[-place - 1] : made[place]
  }
  for (let at = 0; at < list.length; ) {
    const kind = list[at++] as number
    const names = shapes[kind]
    if (names) {
      const object: Record<string, unknown> = {}
      for (const name of names) object[name] = partAt(at++)
      made.push(object)
    } else {
      const parts: unknown[] = []
      for (const end = at + 1 + (list[at++] as number); at < end; ) parts.push(partAt(at++))
      made.push(kind === ARRAY ? parts : kind === SET ? new Set(parts) : new Map(pairsOf(parts)))
    }
  }
  return made.at(-1)
}

function pairsOf(parts: readonly unknown[]): [unknown, unknown][] {
  return Array.from({ length: parts.length / 2 }, (_, at) => [parts[2 * at], parts[2 * at + 1]])
}
