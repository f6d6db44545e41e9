/** Tells the classes of Node's own modules: their instances hold state that lives outside the language's values. */
import { builtinModules } from 'node:module'
import { getOwnPropertyDescriptor, ownKeys, ownValue } from '../intrinsics.js'

/** Builtin classes whose instances are data: compared by content. An EventEmitter is its own fields. */
const DATA_CLASSES = new Set([
  'buffer.Buffer',
  'buffer.SlowBuffer',
  'events.EventEmitter',
  'events.default',
  'url.URL',
  'url.URLSearchParams',
  'assert.AssertionError',
])

/** Classes of the web platform, which no module of Node exports. */
const WEB_CLASSES = new Set(
  'AbortController AbortSignal BroadcastChannel CompressionStream DecompressionStream Event EventSource EventTarget FormData Headers MessageChannel MessageEvent MessagePort ReadableStream Request Response TransformStream WebSocket WritableStream'.split(
    ' ',
  ),
)

const LOADED_PREFIX = 'NativeModule '
const publicModules = new Set(builtinModules)
const nameByPrototype = new Map<object, string>()
const lookedAt = new Set<string>()
const { getBuiltinModule } = process
// Not in node's types, though public for long: one entry for each internal and public module loaded so far.
const moduleLoadList = (process as unknown as { moduleLoadList: string[] }).moduleLoadList
let seenModules = 0

/** `crypto.Hash` for `Hash.prototype`; undefined for a prototype that is not of a public class of Node. */
export function hostClassName(prototype: object): string | undefined {
  if (moduleLoadList.length !== seenModules) noteLoadedModules()
  return nameByPrototype.get(prototype)
}

/** A global that was not read yet is an accessor that loads: then it is the name that decides. */
export function isWebClass(maker: object, name: string): boolean {
  if (!WEB_CLASSES.has(name)) return false
  const descriptor = getOwnPropertyDescriptor(globalThis, name)
  return descriptor !== undefined && (descriptor.get !== undefined || descriptor.value === maker)
}

/** Modules that are loaded already, and no others: loading one just to look would change the owner's process. */
function noteLoadedModules(): void {
  for (; seenModules < moduleLoadList.length; seenModules++) {
    const entry = moduleLoadList[seenModules] as string
    const id = entry.startsWith(LOADED_PREFIX) ? entry.slice(LOADED_PREFIX.length) : ''
    if (!publicModules.has(id) || lookedAt.has(id)) continue
    lookedAt.add(id)
    noteClassesOf(id, getBuiltinModule(id) as object)
  }
}

function noteClassesOf(id: string, exported: object): void {
  for (const key of ownKeys(exported)) {
    const value = getOwnPropertyDescriptor(exported, key)?.value
    if (typeof value !== 'function') continue
    const name = `${id}.${String(key)}`
    const prototype = ownValue(value, 'prototype')
    if (typeof prototype !== 'object' || prototype === null || DATA_CLASSES.has(name)) continue
    if (!nameByPrototype.has(prototype)) nameByPrototype.set(prototype, name)
  }
  if (typeof exported === 'function' && !DATA_CLASSES.has(`${id}.default`)) {
    const prototype = ownValue(exported, 'prototype')
    if (typeof prototype === 'object' && prototype !== null) nameByPrototype.set(prototype, id)
  }
}
