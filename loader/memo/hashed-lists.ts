/** Finds the slot of a long list by a hash of it, verified value by value: Maps within Maps would take too much room. */
import { KeyToken } from './key-token.js'

interface Entry {
  list: ArrayLike<unknown>
  slot: number
  next: Entry | undefined
}

const { is } = Object

export class HashedLists {
  private readonly entries = new Map<number, Entry>()

  find(list: ArrayLike<unknown>): number | undefined {
    for (let entry = this.entries.get(hashOf(list)); entry !== undefined; entry = entry.next) {
      if (same(entry.list, list)) return entry.slot
    }
    return undefined
  }

  /** `list` must not be there yet. */
  insert(list: ArrayLike<unknown>, slot: number): void {
    const hash = hashOf(list)
    this.entries.set(hash, { list, slot, next: this.entries.get(hash) })
  }

  /** `list` must be there. */
  remove(list: ArrayLike<unknown>): void {
    const hash = hashOf(list)
    let entry = this.entries.get(hash)
    let before: Entry | undefined
    while (entry !== undefined && !same(entry.list, list)) {
      before = entry
      entry = entry.next
    }
    if (entry === undefined) return
    if (before !== undefined) before.next = entry.next
    else if (entry.next !== undefined) this.entries.set(hash, entry.next)
    else this.entries.delete(hash)
  }
}

/** SameValue throughout. */
function same(one: ArrayLike<unknown>, other: ArrayLike<unknown>): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index++) if (!is(one[index], other[index])) return false
  return true
}

/** FNV-1a over 32-bit words, one for each value. Fowler, Noll and Vo (1991). */
function hashOf(list: ArrayLike<unknown>): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < list.length; index++) hash = Math.imul(hash ^ wordOf(list[index]), 0x01000193)
  return hash ^ (hash >>> 15)
}

const double = new Float64Array(1)
const words = new Int32Array(double.buffer)

function wordOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return wordOfText(value)
    case 'number':
      return wordOfNumber(value)
    case 'boolean':
      return value ? 3 : 5
    case 'bigint':
      return Number(BigInt.asIntN(32, value))
    case 'object':
      return value === null ? 7 : wordOfObject(value)
    case 'function':
      return wordOfObject(value)
    default:
      return 11 // undefined, and symbols, which have nothing to be told by that lasts.
  }
}

function wordOfNumber(value: number): number {
  if ((value | 0) === value) return value
  double[0] = value
  return (words[0] as number) ^ Math.imul(words[1] as number, 0x85ebca6b)
}

/** Of all of it: long texts are often alike but for a number in their middle. */
function wordOfText(text: string): number {
  let word = text.length
  for (let index = 0; index < text.length; index++) word = (Math.imul(word, 31) + text.charCodeAt(index)) | 0
  return word
}

const numbers = new WeakMap<object, number>()
let numbered = 0

function wordOfObject(object: object): number {
  const own = KeyToken.hashOf(object)
  if (own !== undefined) return own
  let number = numbers.get(object)
  if (number === undefined) {
    number = Math.imul(++numbered, 0x9e3779b1)
    numbers.set(object, number)
  }
  return number
}
