/** Writes a value down as tokens, such that two lists of tokens are equal exactly when the values have the same content. */
import {
  bytesOf,
  dateTime,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isAnyArrayBuffer,
  isArray,
  isDate,
  isFrozen,
  isMap,
  isProxy,
  isRegExp,
  isSet,
  isView,
  mapForEach,
  mapSize,
  ownKeys,
  regExpFlags,
  regExpSource,
  setForEach,
  setSize,
} from '../intrinsics.js'
import { type DataKind, dataKind } from './data-kind.js'
import { KeyToken } from './key-token.js'
import { MetObjects } from './met-objects.js'
import type { SparingContent } from './sparing-content.js'
import { TokenBuffer } from './token-buffer.js'

/** Values in one key; of what holds more no key is made, rather than one of a part of it. */
export const MAX_NODES = 512
const MAX_BYTES = 4096

const KEYS = new KeyToken()
const AGAIN = new KeyToken()
const HOLE = new KeyToken()
const FROZEN = new KeyToken()
const SEALED = new KeyToken()

const { getOwnPropertyNames, getOwnPropertySymbols, isExtensible, isSealed } = Object

/**
 * Primitives are their own token, as are functions and instances of classes: those are told by identity. Plain objects
 * and arrays (of any realm), Date, RegExp, Map, Set and bytes are told by content, in order. Nothing of the owner's is
 * run: whatever has accessors, is a proxy, or has properties that are hidden or odd, cannot be written down.
 */
export class ContentTokens extends TokenBuffer {
  private nodes = 0
  private readonly met = new MetObjects()

  override begin(wholeTexts: boolean): void {
    // The stack may have ended before the last key was let go.
    if (this.met.count > 0) this.release()
    this.nodes = 0
    super.begin(wholeTexts)
  }

  release(): void {
    this.clear()
    this.met.keep(0)
  }

  /** false: no key can be made. Tokens of one value never are the beginning of those of another. */
  write(value: unknown): boolean {
    if (++this.nodes > MAX_NODES) return false
    if (typeof value !== 'object' || value === null) {
      this.add(value)
      return true
    }
    return this.writeObject(value)
  }

  /** One part of a key. undefined: where its content cannot be told no key can be made, and the answer is false. */
  put(value: unknown, sparing: SparingContent | undefined): boolean {
    if (sparing === undefined) return this.write(value)
    this.nodes = MAX_NODES - sparing.upTo
    if (!sparing.isByReference(value)) {
      const mark = this.mark()
      const { count } = this.met
      if (this.write(value)) return true
      this.takeBack(mark)
      this.met.keep(count)
      sparing.tellByReference(value)
    }
    this.add(value)
    return true
  }

  private writeObject(value: object): boolean {
    if (isProxy(value)) return false
    const prototype = getPrototypeOf(value)
    const kind = dataKind(prototype)
    if (kind === undefined) {
      this.add(value)
      return true
    }
    if (this.isKnown(value)) return true
    return kind.tag === 'Object' ? this.writeProperties(value, kind) : this.writeData(value, kind)
  }

  private isKnown(object: object): boolean {
    const known = this.met.meet(object)
    if (known < 0) return false
    this.addToken(AGAIN)
    this.add(known)
    return true
  }

  private writeData(object: object, kind: DataKind): boolean {
    switch (kind.tag) {
      case 'Object':
        return this.writeProperties(object, kind)
      case 'Array':
        return isArray(object) && this.writeArray(object, kind)
      case 'Date':
        return isDate(object) && isBare(object) && this.push(kind, dateTime(object))
      case 'RegExp':
        return isRegExp(object) && this.writeRegExp(object, kind)
      case 'Map':
        return isMap(object) && isBare(object) && this.writeMap(object, kind)
      case 'Set':
        return isSet(object) && isBare(object) && this.writeSet(object, kind)
      case 'Bytes':
        return this.writeBytes(object, kind)
    }
  }

  private push(...parts: unknown[]): true {
    for (const part of parts) this.add(part)
    return true
  }

  private writeProperties(object: object, kind: DataKind): boolean {
    const names = getOwnPropertyNames(object)
    const { length } = names
    this.nodes += length
    if (this.nodes > MAX_NODES || getOwnPropertySymbols(object).length > 0) return false
    const open = isExtensible(object)
    if (!open && !this.writeFixed(object)) return false
    const shape = kind.shapeOf(names)
    if (shape !== undefined) this.addToken(shape)
    else this.push(KEYS, kind, length, ...names)
    for (let index = 0; index < length; index++) {
      const descriptor = getOwnPropertyDescriptor(object, names[index] as string) as PropertyDescriptor
      if (!isPlain(descriptor, open)) return false
      const { value } = descriptor
      if (typeof value !== 'object' || value === null) this.add(value)
      else if (!this.writeObject(value)) return false
    }
    return true
  }

  /** What cannot be added to is told apart from what can; between sealed and open there are too many degrees. */
  private writeFixed(object: object): boolean {
    if (!isSealed(object)) return false
    this.addToken(isFrozen(object) ? FROZEN : SEALED)
    return true
  }

  private writeArray(array: object & { length: number }, kind: DataKind): boolean {
    const { length } = array
    if (length > MAX_NODES) return false
    const open = isExtensible(array)
    if (!open && !this.writeFixed(array)) return false
    if (open && getOwnPropertyDescriptor(array, 'length')?.writable !== true) return false
    this.addToken(kind)
    this.add(length)
    let held = 0
    for (let index = 0; index < length; index++) {
      const descriptor = getOwnPropertyDescriptor(array, index)
      if (descriptor === undefined) {
        this.addToken(HOLE)
        continue
      }
      held++
      if (!isPlain(descriptor, open) || !this.write(descriptor.value)) return false
    }
    // Besides its elements and `length` it has nothing, symbols included.
    return ownKeys(array).length === held + 1
  }

  private writeRegExp(regExp: object, kind: DataKind): boolean {
    const lastIndex = getOwnPropertyDescriptor(regExp, 'lastIndex')
    if (ownKeys(regExp).length !== 1 || lastIndex?.writable !== true || !isExtensible(regExp)) return false
    this.push(kind, regExpSource(regExp), regExpFlags(regExp))
    return this.write(lastIndex.value)
  }

  private writeMap(map: object, kind: DataKind): boolean {
    const size = mapSize(map)
    if (size > MAX_NODES) return false
    this.addToken(kind)
    this.add(size)
    let whole = true
    mapForEach(map, (value, key) => {
      whole = whole && this.write(key) && this.write(value)
    })
    return whole
  }

  private writeSet(set: object, kind: DataKind): boolean {
    const size = setSize(set)
    if (size > MAX_NODES) return false
    this.addToken(kind)
    this.add(size)
    let whole = true
    setForEach(set, (value) => {
      whole = whole && this.write(value)
    })
    return whole
  }

  /** A view of a part of its memory can be told from a copy, and two views of one memory from views of two. */
  private writeBytes(holder: object, kind: DataKind): boolean {
    if (!isView(holder) && !isAnyArrayBuffer(holder)) return false
    const bytes = bytesOf(holder)
    if (bytes.shared || bytes.length > MAX_BYTES || !bytes.whole()) return false
    if (!isExtensible(holder) || !hasElementsOnly(holder) || !isBare(bytes.buffer)) return false
    this.addToken(kind)
    if (bytes.buffer !== holder && this.isKnown(bytes.buffer)) return true
    return this.push(kind, bytes.length, bytes.text())
  }
}

/** Names of a view's elements come first. */
function hasElementsOnly(holder: object): boolean {
  const names = ownKeys(holder)
  return names.length === 0 || names[names.length - 1] === String(names.length - 1)
}

/** Neither accessor nor hidden nor read-only, unless the whole object is. */
function isPlain({ enumerable, configurable, writable, get, set }: PropertyDescriptor, open: boolean): boolean {
  if (get !== undefined || set !== undefined || enumerable !== true) return false
  return !open || (configurable === true && writable === true)
}

function isBare(object: object): boolean {
  return ownKeys(object).length === 0 && isExtensible(object)
}
