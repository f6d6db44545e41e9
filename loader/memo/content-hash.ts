/** Hashes the values of a key one by one, as they are met: a list of them need not be gone through again. */
import { KeyToken } from './key-token.js'

/** FNV-1a over 32-bit words, one for each value. Fowler, Noll and Vo (1991). */
export const HASH_BASIS = 0x811c9dc5 | 0
const PRIME = 0x01000193

/** Texts up to here are hashed whole; of longer ones some characters at both ends and some between. */
const SHORT_TEXT = 16
const FIRST = 4
const BETWEEN = 4
const LAST = 8

/** `wholeTexts`: long texts too, as those of one table were alike where they are sampled. */
export function hashOf(list: ArrayLike<unknown>, wholeTexts: boolean): number {
  let hash = HASH_BASIS
  for (let index = 0; index < list.length; index++) hash = withValue(hash, list[index], wholeTexts)
  return hash
}

export function withValue(hash: number, value: unknown, wholeTexts: boolean): number {
  return withWord(hash, wordOf(value, wholeTexts))
}

export function withWord(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, PRIME)
  return mixed ^ (mixed >>> 15)
}

const { is } = Object
const double = new Float64Array(1)
const words = new Int32Array(double.buffer)

function wordOf(value: unknown, wholeTexts: boolean): number {
  switch (typeof value) {
    case 'string':
      return value.length <= SHORT_TEXT || wholeTexts ? wordOfText(value) : wordOfSample(value)
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
  if (is(value, Number.NaN)) return 13 // Of many bits, which may be others each time that one and the same is looked at.
  double[0] = value
  return (words[0] as number) ^ Math.imul(words[1] as number, 0x85ebca6b)
}

function wordOfText(text: string): number {
  return withCharacters(text.length, text, 0, text.length, 1)
}

function wordOfSample(text: string): number {
  const { length } = text
  const step = Math.ceil((length - FIRST - LAST) / BETWEEN)
  const first = withCharacters(length, text, 0, FIRST, 1)
  return withCharacters(withCharacters(first, text, FIRST, length - LAST, step), text, length - LAST, length, 1)
}

function withCharacters(start: number, text: string, from: number, to: number, step: number): number {
  let word = start
  for (let index = from; index < to; index += step) word = (Math.imul(word, 31) + text.charCodeAt(index)) | 0
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
