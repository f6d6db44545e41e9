/** Puts a sensor on functions of builtins so that nothing but the sensor notices. */
import type { AnyFunction } from '../armed-site.js'
import { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } from '../intrinsics.js'
import { fire, type Sensor } from './sensing.js'

export type Holder = Record<PropertyKey, unknown>

const CLASS_NAME = /^[A-Z]/
const watched = new WeakSet<object>()

/**
 * `act`, made to look like `original` by name, length and every own property (`fs.realpath.native`, `util.promisify.custom`).
 * No Proxy: Node 26 shows those when it prints a module. What still tells them apart is `toString()`,
 * and that an asynchronous one prints as a function of class AsyncFunction.
 *
 * `act` is a method, newly made: it has no `prototype` unless the original's is copied, and cannot be constructed.
 */
export function inPlaceOf<F extends AnyFunction>(original: F, { act }: { act: AnyFunction }): F {
  for (const key of ownKeys(original)) {
    const descriptor = getOwnPropertyDescriptor(original, key)
    if (descriptor) Reflect.defineProperty(act, key, descriptor)
  }
  // By which libraries tell asynchronous functions.
  Reflect.setPrototypeOf(act, getPrototypeOf(original))
  return act as F
}

/** Every function of `holder`, or those of `names`; classes are left alone. */
export function watchAll(holder: Holder, sensor: Sensor, source: string, names: PropertyKey[] = ownKeys(holder)): void {
  for (const name of names) {
    if (typeof name === 'string' && !CLASS_NAME.test(name)) watch(holder, name, sensor, `${source}.${name}`)
  }
}

export function watch(holder: Holder, key: PropertyKey, sensor: Sensor, source: string): void {
  const descriptor = getOwnPropertyDescriptor(holder, key) ?? inherited(holder, key)
  if (typeof descriptor?.value !== 'function' || watched.has(descriptor.value)) return
  const original = descriptor.value as AnyFunction
  const value = inPlaceOf(original, {
    act(this: unknown, ...list) {
      fire(sensor, source)
      return apply(original, this, list)
    },
  })
  watched.add(value)
  Reflect.defineProperty(holder, key, { ...descriptor, value })
}

/** Standard streams inherit `write` from a class that other streams share: they get their own, which is not listed. */
function inherited(holder: Holder, key: PropertyKey): PropertyDescriptor | undefined {
  for (let link = getPrototypeOf(holder); link !== null; link = getPrototypeOf(link)) {
    const descriptor = getOwnPropertyDescriptor(link, key)
    if (descriptor) return { ...descriptor, enumerable: false }
  }
  return undefined
}

/** Calls `prepare` with what the accessor `key` returns, the first time that it is read: reading may load a module. */
export function watchWhenRead(holder: Holder, key: PropertyKey, prepare: (value: Holder) => void): void {
  const descriptor = getOwnPropertyDescriptor(holder, key)
  const { get } = descriptor ?? {}
  if (!descriptor?.configurable || !get) return
  let prepared: unknown
  const read = inPlaceOf(get as AnyFunction, {
    act(this: unknown, ...list) {
      const value = apply(get, this, list)
      if (value !== prepared && typeof value === 'object' && value !== null) {
        prepared = value
        prepare(value as Holder)
      }
      return value
    },
  })
  Reflect.defineProperty(holder, key, { ...descriptor, get: read })
}
