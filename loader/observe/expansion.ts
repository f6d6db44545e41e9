/** Takes one object apart, one level deep, into what must be the same and what must be compared in turn. */
import {
  bytesOf,
  dateTime,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  intlOptions,
  isAnyArrayBuffer,
  isArray,
  isBoxedPrimitive,
  isDate,
  isExternal,
  isFrozen,
  isMap,
  isModuleNamespaceObject,
  isProxy,
  isRegExp,
  isSet,
  isView,
  mapForEach,
  mapSize,
  ownKeys,
  ownValue,
  regExpFlags,
  regExpSource,
  setForEach,
  setSize,
  textOf,
  unboxed,
} from '../intrinsics.js'
import { type Base, prototypeKind } from './prototype-kind.js'

/** Values looked at in one object; more is over budget. Arrays of numbers are cheap: 512 is for objects. */
export const MAX_PARTS = 4096
const MAX_BYTES = 1 << 16

/** Stands before a key that is not enumerable. Frozen, writable and the like are not content. */
const HIDDEN = Symbol('hidden')
const UNREAD = Symbol('accessor')
/** Node marks timers and other async resources so; their classes are not exported. */
const ASYNC_ID = /^(asyncId|async_id_symbol)$/

export interface Expansion {
  opaque: undefined
  /** Prototype, keys and content of internal slots: the same (SameValue) in equal objects. */
  fixed: unknown[]
  /** Values, in the same order in equal objects: key order, and insertion order of Map and Set, can be observed. */
  children: unknown[]
  mutable: boolean
  /** Part of it cannot be read: accessors are not invoked. */
  unread: OpaqueReason | undefined
}

/** An object that has no content to compare: only its identity is known. */
export interface Opaque {
  opaque: OpaqueReason
}

export interface OpaqueReason {
  code: 'over-budget' | 'uncomparable-result' | 'host-state'
  detail: string
}

const OVER_BUDGET: Opaque = { opaque: { code: 'over-budget', detail: 'too large to compare' } }

const ACCESSOR: OpaqueReason = { code: 'uncomparable-result', detail: 'an object with an accessor property' }

const uncomparable = (detail: string): Opaque => ({ opaque: { code: 'uncomparable-result', detail } })

/** @param unread names of own properties that are left out. */
export function expand(object: object, unread?: ReadonlySet<PropertyKey>): Expansion | Opaque {
  if (typeof object === 'function') return uncomparable('a function')
  if (isProxy(object)) return uncomparable('a Proxy')
  const prototype = getPrototypeOf(object)
  const kind = prototypeKind(prototype)
  if (kind.kind === 'host') return { opaque: { code: 'host-state', detail: kind.name } }
  if (kind.kind === 'opaque') return uncomparable(kind.reason)
  if (prototype === null && (isModuleNamespaceObject(object) || isExternal(object)))
    return uncomparable('a module namespace')
  const expansion: Expansion = { opaque: undefined, fixed: [prototype], children: [], mutable: true, unread: undefined }
  const base = isArray(object) ? 'Array' : kind.base
  return readSlots(object, base, expansion) ?? readProperties(object, base, expansion, unread) ?? expansion
}

/** Content that is not in properties. undefined: read. */
function readSlots(object: object, base: Base, into: Expansion): Opaque | undefined {
  switch (base) {
    case 'Object':
    case 'Error':
      into.mutable = !isFrozen(object)
      return undefined
    case 'Array':
      into.mutable = !isFrozen(object)
      return (ownValue(object, 'length') as number) > MAX_PARTS ? OVER_BUDGET : undefined
    case 'Map':
      return readMap(object, into)
    case 'Set':
      return readSet(object, into)
    case 'Date':
      if (isDate(object)) into.fixed.push(dateTime(object))
      return undefined
    case 'RegExp':
      return readRegExp(object, into)
    case 'Boxed':
      if (isBoxedPrimitive(object)) into.fixed.push(unboxed(object))
      into.mutable = !isFrozen(object)
      return undefined
    case 'Bytes':
      return readBytes(object, into)
    case 'Intl':
    case 'Text':
      return readBranded(object, base, into)
  }
}

/** Objects that only have the prototype of such a class throw when they are read. */
function readBranded(object: object, base: 'Intl' | 'Text', into: Expansion): Opaque | undefined {
  try {
    if (base === 'Intl') readIntl(object, into)
    else into.fixed.push(textOf(object))
    return undefined
  } catch {
    return uncomparable('an object that is not what its prototype says')
  }
}

function readMap(object: object, into: Expansion): Opaque | undefined {
  if (!isMap(object)) return undefined
  if (mapSize(object) > MAX_PARTS / 2) return OVER_BUDGET
  into.fixed.push(mapSize(object))
  mapForEach(object, (value, key) => into.children.push(key, value))
  return undefined
}

function readSet(object: object, into: Expansion): Opaque | undefined {
  if (!isSet(object)) return undefined
  if (setSize(object) > MAX_PARTS) return OVER_BUDGET
  into.fixed.push(setSize(object))
  setForEach(object, (value) => into.children.push(value))
  return undefined
}

/** Without g and y nothing that a RegExp does changes it. */
function readRegExp(object: object, into: Expansion): undefined {
  if (!isRegExp(object)) return
  const flags = regExpFlags(object)
  into.fixed.push(regExpSource(object), flags)
  into.mutable = flags.includes('g') || flags.includes('y')
}

function readBytes(object: object, into: Expansion): Opaque | undefined {
  if (!isView(object) && !isAnyArrayBuffer(object)) return undefined
  const bytes = bytesOf(object)
  if (bytes.shared) return uncomparable('memory shared with other threads')
  if (bytes.length > MAX_BYTES) return OVER_BUDGET
  into.fixed.push(bytes.text())
  return undefined
}

function readIntl(object: object, into: Expansion): void {
  const kind = prototypeKind(getPrototypeOf(object))
  const options = intlOptions(kind.kind === 'data' ? kind.native : kind.name, object)
  for (const key of ownKeys(options)) {
    const value = ownValue(options, key)
    into.fixed.push(key)
    // Plural rules list their categories, in an array made anew each time.
    if (isArray(value)) into.fixed.push(...value)
    else into.fixed.push(value)
  }
  into.mutable = false
}

function readProperties(
  object: object,
  base: Base,
  into: Expansion,
  unread?: ReadonlySet<PropertyKey>,
): Opaque | undefined {
  // Elements of a view are its bytes, which are read already; keys of a String object are its text.
  if (base === 'Bytes' && isView(object)) return undefined
  const keys = ownKeys(object)
  if (keys.length > MAX_PARTS) return OVER_BUDGET
  for (const key of keys) {
    // The stack names the place of the call, which is not what the result says.
    if ((key === 'stack' && base === 'Error') || unread?.has(key)) continue
    const descriptor = getOwnPropertyDescriptor(object, key) as PropertyDescriptor
    if (typeof key === 'symbol' && ASYNC_ID.test(key.description ?? '')) {
      return { opaque: { code: 'host-state', detail: prototypeKind(getPrototypeOf(object)).name } }
    }
    if (!descriptor.enumerable) into.fixed.push(HIDDEN)
    into.fixed.push(key)
    if (hasOwn(descriptor, 'value')) into.children.push(descriptor.value)
    else {
      into.fixed.push(UNREAD)
      into.children.push(descriptor.get, descriptor.set)
      into.unread = ACCESSOR
    }
  }
  return undefined
}
