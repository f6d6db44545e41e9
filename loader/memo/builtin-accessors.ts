/** Accessors of the language's own that only say what is in their object's slots: to read them runs nothing of the owner's. */
import {
  getterOf,
  isAnyArrayBuffer,
  isMap,
  isRegExp,
  isSet,
  isSharedArrayBuffer,
  isTypedArray,
  mapSize,
  setSize,
  sourceOf,
} from '../intrinsics.js'

interface Accessor {
  isOf(holder: object): boolean
  read(holder: object): unknown
}

type Getter = NonNullable<PropertyDescriptor['get']>

const TYPED_ARRAY = Object.getPrototypeOf(Uint8Array.prototype)
const isBuffer = (holder: object) => isAnyArrayBuffer(holder) && !isSharedArrayBuffer(holder)

/** `flags` is not among them: it asks the object for properties that may have been replaced. */
const OF_REG_EXPS = ['source', 'global', 'ignoreCase', 'multiline', 'dotAll', 'unicode', 'sticky', 'hasIndices']

const ACCESSORS = new Map<string, Accessor[]>([
  [
    'size',
    [
      { isOf: isMap, read: mapSize },
      { isOf: isSet, read: setSize },
    ],
  ],
  ['length', [{ isOf: isTypedArray, read: getterOf(TYPED_ARRAY, 'length') }]],
  [
    'byteLength',
    [
      { isOf: isTypedArray, read: getterOf(TYPED_ARRAY, 'byteLength') },
      { isOf: isBuffer, read: getterOf(ArrayBuffer.prototype, 'byteLength') },
    ],
  ],
  ...OF_REG_EXPS.map((name): [string, Accessor[]] => [
    name,
    [{ isOf: isRegExp, read: getterOf(RegExp.prototype, name) }],
  ]),
])

/** Those that were found to be the language's own, of any realm; by name, as any getter can be put under any name. */
const native = new Map([...ACCESSORS.keys()].map((name) => [name, new WeakSet<Getter>()]))

/** What reads `get`, which `holder` has or inherits by this name; undefined: it may run something of the owner's. */
export function builtinAccessor(holder: object, name: string, get: Getter): Accessor['read'] | undefined {
  const accessor = ACCESSORS.get(name)?.find(({ isOf }) => isOf(holder))
  return accessor !== undefined && isNative(get, name) ? accessor.read : undefined
}

/** No function that is written in JavaScript, bound or a proxy has such a text. */
function isNative(get: Getter, name: string): boolean {
  const known = native.get(name)
  if (known?.has(get)) return true
  if (sourceOf(get) !== `function get ${name}() { [native code] }`) return false
  known?.add(get)
  return true
}
