/** Estimates what entries of a cache keep alive, from the layout of V8's objects on 64 bits without compressed pointers. */
import {
  bytesOf,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isAnyArrayBuffer,
  isArray,
  isDate,
  isMap,
  isNativeError,
  isProxy,
  isRegExp,
  isSet,
  isView,
  mapForEach,
  mapSize,
  ownKeys,
  ownValue,
  setForEach,
  setSize,
} from '../intrinsics.js'
import { prototypeKind } from './prototype-kind.js'

const WORD = 8
const HEADER = 2 * WORD
const OBJECT = 3 * WORD
const HEAP_NUMBER = 2 * WORD
const DATE = 12 * WORD
/** With the pattern and what it was compiled to, which all of the same text share. */
const REGEXP = 8 * WORD
const VIEW = 13 * WORD
const BUFFER = 25 * WORD
/** Tables grow by doubling, from 4 entries on. */
const LEAST_TABLE = 4
const LATIN1 = /^[\0-\xff]*$/
const MOST_VALUES = 4096

/**
 * Bytes of everything that is reached from the lists, what they share counted once, the lists themselves included.
 * undefined: something has no size that can be told from here (functions, proxies, errors, objects of the host), or there
 * is too much of it. Strings of the same text are taken for one. Runs nothing of the owner's.
 */
export class RetainedSize {
  private readonly seen = new Set<unknown>()

  /** Bytes that this list adds to those before it. */
  add(list: readonly unknown[]): number | undefined {
    const open: unknown[] = [...list]
    let bytes = 0
    for (let values = 0; open.length > 0; values++) {
      if (values > MOST_VALUES) return undefined
      const own = this.sizeOf(open.pop(), open)
      if (own === undefined) return undefined
      bytes += own
    }
    return bytes
  }

  private sizeOf(value: unknown, open: unknown[]): number | undefined {
    if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 0 : HEAP_NUMBER
    if (typeof value === 'bigint') return HEADER + WORD * Math.ceil(value.toString(16).length / 16)
    if (typeof value === 'function') return undefined
    // Symbols, and what there is one of only, are there anyway.
    if ((typeof value !== 'string' && typeof value !== 'object') || value === null || this.seen.has(value)) return 0
    const bytes = typeof value === 'string' ? sizeOfString(value) : sizeOfObject(value, open)
    // What has no size has none the next time either.
    if (bytes !== undefined) this.seen.add(value)
    return bytes
  }
}

function sizeOfString(text: string): number {
  // Of each character that Latin-1 has there is one string for all.
  if (text.length < 2 && LATIN1.test(text)) return 0
  return words(HEADER + (LATIN1.test(text) ? 1 : 2) * text.length)
}

function sizeOfObject(object: object, open: unknown[]): number | undefined {
  if (isProxy(object) || isNativeError(object)) return undefined
  if (isArray(object)) return OBJECT + WORD + sizeOfElements(object, open)
  if (isView(object)) {
    open.push(bytesOf(object).buffer)
    return VIEW
  }
  if (isAnyArrayBuffer(object)) return BUFFER + words(bytesOf(object).length)
  const { kind } = prototypeKind(getPrototypeOf(object))
  if (kind === 'host' || kind === 'opaque') return undefined
  return OBJECT + sizeOfSlots(object, open) + sizeOfProperties(object, open)
}

/** Beside those that every object has. */
function sizeOfSlots(object: object, open: unknown[]): number {
  if (isDate(object)) return DATE - OBJECT
  if (isRegExp(object)) return REGEXP - OBJECT
  if (isMap(object)) {
    mapForEach(object, (value, key) => open.push(key, value))
    return WORD + sizeOfTable(mapSize(object), 3)
  }
  if (isSet(object)) {
    setForEach(object, (value) => open.push(value))
    return WORD + sizeOfTable(setSize(object), 2)
  }
  return 0
}

/** `entryWords`: of an entry, its link in the chain included; two entries share a bucket. */
function sizeOfTable(entries: number, entryWords: number): number {
  let capacity = LEAST_TABLE
  while (capacity < entries) capacity *= 2
  return HEADER + WORD * (3 + capacity / 2 + capacity * entryWords)
}

/** Arrays of numbers hold them in place. */
function sizeOfElements(array: object, open: unknown[]): number {
  const length = ownValue(array, 'length') as number
  if (length === 0) return 0
  const elements: unknown[] = []
  for (let index = 0; index < Math.min(length, MOST_VALUES + 1); index++) elements.push(ownValue(array, index))
  if (!elements.every((element) => typeof element === 'number')) open.push(...elements)
  return HEADER + WORD * length
}

function sizeOfProperties(object: object, open: unknown[]): number {
  const keys = ownKeys(object)
  for (const key of keys) {
    const descriptor = getOwnPropertyDescriptor(object, key)
    open.push(descriptor?.value)
  }
  return WORD * keys.length
}

function words(bytes: number): number {
  return WORD * Math.ceil(bytes / WORD)
}
