/** What can be known of an object from its prototype chain alone, worked out once for each prototype. */

import { functionName, getPrototypeOf, hasOwn, isIntlClass, ownValue, sourceOf, textClassOf } from '../intrinsics.js'
import { hostClassName, isWebClass } from './host-classes.js'

/** The builtin at the end of the chain; it says which internal slots to look for. */
export type Base =
  | 'Object'
  | 'Array'
  | 'Map'
  | 'Set'
  | 'Date'
  | 'RegExp'
  | 'Error'
  | 'Boxed'
  | 'Bytes'
  | 'Intl'
  | 'Text'

/** What the first caller uses up, or what starts work when it is awaited: never to be handed out twice. */
export type SingleUse = 'iterator' | 'thenable'

export type PrototypeKind =
  | { kind: 'data'; base: Base /** Of the builtin. */; native: string; name: string; singleUse: SingleUse | undefined }
  | { kind: 'host'; name: string }
  | { kind: 'opaque'; reason: string; name: string; singleUse: SingleUse | undefined }

const BASE_OF: Record<string, Base> = {
  Object: 'Object',
  Array: 'Array',
  Map: 'Map',
  Set: 'Set',
  Date: 'Date',
  RegExp: 'RegExp',
  Number: 'Boxed',
  String: 'Boxed',
  Boolean: 'Boxed',
  BigInt: 'Boxed',
  Symbol: 'Boxed',
  ArrayBuffer: 'Bytes',
  DataView: 'Bytes',
}
const NATIVE = /\{\s*\[native code\]\s*\}\s*$/
const BYTES = /^(BigInt|BigUint|Float|Int|Uint)\d+(Clamped)?Array$/
/** A private member's declaration, read or brand check; `'#fff'` in quotes is none. Too many only means "unknown". */
const PRIVATE_MEMBER = /(?<!['"`\w&])#[\p{ID_Start}$_]/u
/** Objects that hold the same methods as the language's iterators, whatever they are made of. */
const ITERATOR_METHODS = ['next', Symbol.iterator] as const
const ASYNC_ITERATOR_METHODS = ['next', Symbol.asyncIterator] as const
const THENABLE_METHODS = ['then'] as const

const known = new WeakMap<object, PrototypeKind>()
const NULL_PROTOTYPE: PrototypeKind = {
  kind: 'data',
  base: 'Object',
  native: 'Object',
  name: 'null',
  singleUse: undefined,
}

export function prototypeKind(prototype: object | null): PrototypeKind {
  if (prototype === null) return NULL_PROTOTYPE
  let kind = known.get(prototype)
  if (kind === undefined) {
    kind = work(prototype)
    known.set(prototype, kind)
  }
  return kind
}

function work(prototype: object): PrototypeKind {
  const singleUse = singleUseOf(prototype)
  let name: string | undefined
  for (let link: object | null = prototype; link !== null; link = getPrototypeOf(link)) {
    const text = textClassOf(link)
    if (text !== undefined) return { kind: 'data', base: 'Text', native: text, name: text, singleUse }
    const host = hostClassName(link)
    if (host !== undefined) return { kind: 'host', name: host }
    const maker = ownValue(link, 'constructor')
    if (typeof maker !== 'function') continue
    const makerName = functionName(maker)
    name ??= makerName
    const source = sourceOf(maker)
    if (isWebClass(maker, makerName)) return { kind: 'host', name: makerName }
    if (!NATIVE.test(source)) {
      if (PRIVATE_MEMBER.test(source))
        return { kind: 'opaque', reason: `${makerName} has private members`, name, singleUse }
    } else if (ownValue(maker, 'prototype') === link) {
      return nativeKind(makerName, name, singleUse)
    }
  }
  return { kind: 'data', base: 'Object', native: 'Object', name: name ?? 'Object', singleUse }
}

function nativeKind(nativeName: string, name: string, singleUse: SingleUse | undefined): PrototypeKind {
  const base = baseOf(nativeName)
  return base
    ? { kind: 'data', base, native: nativeName, name, singleUse }
    : { kind: 'opaque', reason: `a native ${nativeName}`, name, singleUse }
}

function baseOf(name: string): Base | undefined {
  if (hasOwn(BASE_OF, name)) return BASE_OF[name]
  if (name.endsWith('Error')) return 'Error'
  if (isIntlClass(name)) return 'Intl'
  return BYTES.test(name) ? 'Bytes' : undefined
}

function singleUseOf(object: object): SingleUse | undefined {
  if (hasMethods(object, ITERATOR_METHODS) || hasMethods(object, ASYNC_ITERATOR_METHODS)) return 'iterator'
  return hasMethods(object, THENABLE_METHODS) ? 'thenable' : undefined
}

/** Whether every one of `names` is a function on `object` or up its chain; accessors are not read. */
function hasMethods(object: object, names: readonly PropertyKey[]): boolean {
  return names.every((name) => {
    for (let link: object | null = object; link !== null; link = getPrototypeOf(link)) {
      if (typeof ownValue(link, name) === 'function') return true
    }
    return false
  })
}

/** Of an object, its own methods included. A native promise is a thenable too. */
export function singleUse(object: object): SingleUse | undefined {
  if (typeof ownValue(object, 'next') === 'function' || typeof ownValue(object, 'then') === 'function')
    return singleUseOf(object)
  const kind = prototypeKind(getPrototypeOf(object))
  return kind.kind === 'host' ? undefined : kind.singleUse
}
