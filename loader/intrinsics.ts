/** Methods of the language's own prototypes, taken before the owner's program can replace them: none runs owner code. */
import { types } from 'node:util'

const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect
const { hasOwn, isFrozen, is } = Object

export { apply, getOwnPropertyDescriptor, getPrototypeOf, hasOwn, is, isFrozen, ownKeys }
export const {
  isAnyArrayBuffer,
  isBoxedPrimitive,
  isDataView,
  isDate,
  isExternal,
  isGeneratorObject,
  isMap,
  isMapIterator,
  isModuleNamespaceObject,
  isNativeError,
  isPromise,
  isProxy,
  isRegExp,
  isSet,
  isSetIterator,
  isSharedArrayBuffer,
  isTypedArray,
} = types
export const { isView } = ArrayBuffer
export const { isArray } = Array

type Method<This, Rest extends unknown[], Result> = (this: This, ...rest: Rest) => Result

function uncurried<This, Rest extends unknown[], Result>(method: Method<This, Rest, Result>) {
  return (self: This, ...rest: Rest): Result => apply(method, self, rest)
}

/** The intrinsic getter of `key`, as a function of the object that holds the internal slot. */
export function getterOf<Result>(prototype: object, key: PropertyKey): (self: unknown) => Result {
  const get = getOwnPropertyDescriptor(prototype, key)?.get
  return get ? (self) => apply(get, self, []) : () => undefined as Result
}

export const sourceOf: (fn: unknown) => string = uncurried(Function.prototype.toString as Method<unknown, [], string>)
export const mapForEach = uncurried(
  Map.prototype.forEach as Method<unknown, [(value: unknown, key: unknown) => void], void>,
)
export const mapGet = uncurried(Map.prototype.get as Method<unknown, [key: unknown], unknown>)
export const setForEach = uncurried(Set.prototype.forEach as Method<unknown, [(value: unknown) => void], void>)
export const mapSize = getterOf<number>(Map.prototype, 'size')
export const setSize = getterOf<number>(Set.prototype, 'size')
export const dateTime = uncurried(Date.prototype.getTime as Method<unknown, [], number>)
export const dateText = uncurried(Date.prototype.toISOString as Method<unknown, [], string>)
export const regExpSource = getterOf<string>(RegExp.prototype, 'source')
export const promiseThen = uncurried(
  Promise.prototype.then as Method<unknown, [(value: unknown) => void, () => void], unknown>,
)

const FLAG_GETTERS = ['hasIndices', 'global', 'ignoreCase', 'multiline', 'dotAll', 'unicode', 'unicodeSets', 'sticky']
  .filter((name) => hasOwn(RegExp.prototype, name))
  .map((name) => ({
    letter: { hasIndices: 'd', dotAll: 's', unicodeSets: 'v', sticky: 'y' }[name] ?? name[0],
    read: getterOf<boolean>(RegExp.prototype, name),
  }))

/** The intrinsic `flags` reads eight properties that the owner may have defined: this reads the internal slot only. */
export function regExpFlags(regExp: unknown): string {
  let flags = ''
  for (const { letter, read } of FLAG_GETTERS) if (read(regExp)) flags += letter
  return flags
}

const UNBOX: Method<unknown, [], unknown>[] = [
  Number.prototype.valueOf,
  String.prototype.valueOf,
  Boolean.prototype.valueOf,
  BigInt.prototype.valueOf,
  Symbol.prototype.valueOf,
]

export function unboxed(boxed: unknown): unknown {
  for (const unbox of UNBOX) {
    try {
      return apply(unbox, boxed, [])
    } catch {
      // Not this kind of box: each throws for all others.
    }
  }
  return undefined
}

const TYPED_ARRAY = getPrototypeOf(Uint8Array.prototype) as object
const typedArrayView = {
  buffer: getterOf<ArrayBuffer>(TYPED_ARRAY, 'buffer'),
  byteOffset: getterOf<number>(TYPED_ARRAY, 'byteOffset'),
  byteLength: getterOf<number>(TYPED_ARRAY, 'byteLength'),
}
const dataView = {
  buffer: getterOf<ArrayBuffer>(DataView.prototype, 'buffer'),
  byteOffset: getterOf<number>(DataView.prototype, 'byteOffset'),
  byteLength: getterOf<number>(DataView.prototype, 'byteLength'),
}
const arrayBufferLength = getterOf<number>(ArrayBuffer.prototype, 'byteLength')
const arrayBufferResizable = getterOf<boolean | undefined>(ArrayBuffer.prototype, 'resizable')
const latin1Slice = uncurried((Buffer.prototype as unknown as { latin1Slice: Method<unknown, [], string> }).latin1Slice)

export interface Bytes {
  length: number
  shared: boolean
  buffer: object
  /** All of the buffer, whose length is fixed. */
  whole(): boolean
  /** One character for each byte: copied, and quick to compare. */
  text(): string
}

/** The memory behind a typed array, a DataView or an ArrayBuffer. */
export function bytesOf(holder: unknown): Bytes {
  const view = isTypedArray(holder) ? typedArrayView : isDataView(holder) ? dataView : undefined
  const buffer = view ? view.buffer(holder) : (holder as ArrayBuffer)
  const length = view ? view.byteLength(holder) : arrayBufferLength(holder)
  const offset = view ? view.byteOffset(holder) : 0
  return {
    length,
    shared: isSharedArrayBuffer(buffer),
    buffer,
    whole: () => arrayBufferLength(buffer) === length && !arrayBufferResizable(buffer),
    // A detached buffer has no bytes, and no view either.
    text: () => (length === 0 ? '' : latin1Slice(new Uint8Array(buffer, offset, length))),
  }
}

const INTL_OPTIONS = new Map<string, Method<unknown, [], object>>()
for (const name of ownKeys(Intl)) {
  const prototype = (
    Intl as unknown as Record<PropertyKey, { prototype?: { resolvedOptions?: Method<unknown, [], object> } }>
  )[name]?.prototype
  if (typeof name === 'string' && prototype?.resolvedOptions) INTL_OPTIONS.set(name, prototype.resolvedOptions)
}

export const isIntlClass = (name: string): boolean => INTL_OPTIONS.has(name)

/** What an Intl object was made with; throws when `formatter` is none. */
export function intlOptions(name: string, formatter: unknown): object {
  return apply(INTL_OPTIONS.get(name) as Method<unknown, [], object>, formatter, [])
}

/** Own name of a function; empty when a static member has taken its place. */
export function functionName(fn: object): string {
  const name = ownValue(fn, 'name')
  return typeof name === 'string' ? name : ''
}

/** Own data property without running a getter; undefined for none. */
export function ownValue(object: object, key: PropertyKey): unknown {
  const descriptor = getOwnPropertyDescriptor(object, key)
  return descriptor !== undefined && hasOwn(descriptor, 'value') ? descriptor.value : undefined
}

/** Classes of Node that are their text: mutable, but with nothing behind it. */
const TEXT_CLASSES = new Map<object, { name: string; text: (self: unknown) => string }>([
  [URL.prototype, { name: 'URL', text: getterOf<string>(URL.prototype, 'href') }],
  [
    URLSearchParams.prototype,
    { name: 'URLSearchParams', text: uncurried(URLSearchParams.prototype.toString as Method<unknown, [], string>) },
  ],
])

export const textClassOf = (prototype: object): string | undefined => TEXT_CLASSES.get(prototype)?.name

/** `href` and the like of an instance of such a class, or of a class that extends it; throws for a fake. */
export function textOf(object: object): string {
  for (let link = getPrototypeOf(object); link !== null; link = getPrototypeOf(link)) {
    const known = TEXT_CLASSES.get(link)
    if (known) return known.text(object)
  }
  throw new TypeError('not an instance of a text class')
}
