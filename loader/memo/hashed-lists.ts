/** Finds the entry of a long list by a hash of it, verified value by value: Maps within Maps would take too much room. */
import { KeyToken } from './key-token.js'
import type { Chained } from './list-branch.js'

const { is } = Object

export class HashedLists<E extends Chained<E>> {
  /** First of each chain of entries whose lists have one hash. */
  private readonly entries = new Map<number, E>()

  find(list: ArrayLike<unknown>): E | undefined {
    for (let entry = this.entries.get(hashOf(list)); entry !== undefined; entry = entry.next) {
      if (same(entry.list, list)) return entry
    }
    return undefined
  }

  /** A list of `entry` must not be there yet. */
  insert(entry: E): void {
    const hash = hashOf(entry.list)
    entry.next = this.entries.get(hash)
    this.entries.set(hash, entry)
  }

  /** `entry` must be there. */
  remove(entry: E): void {
    const hash = hashOf(entry.list)
    const first = this.entries.get(hash)
    for (let before = first; before !== undefined; before = before.next) {
      if (before.next === entry) before.next = entry.next
    }
    if (first !== entry) return
    if (entry.next === undefined) this.entries.delete(hash)
    else this.entries.set(hash, entry.next)
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
