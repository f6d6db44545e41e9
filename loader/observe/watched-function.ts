/** Puts a sensor on functions of builtins so that nothing but the sensor notices. */
import { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } from './intrinsics.js'
import { fire, type Sensor } from './sensing.js'

export type Holder = Record<PropertyKey, unknown>

const CLASS_NAME = /^[A-Z]/
const watched = new WeakSet<object>()

/** Every function of `holder`, or those of `names`; classes are left alone. */
export function watchAll(holder: Holder, sensor: Sensor, source: string, names: PropertyKey[] = ownKeys(holder)): void {
  for (const name of names) {
    if (typeof name === 'string' && !CLASS_NAME.test(name)) watch(holder, name, sensor, `${source}.${name}`)
  }
}

/**
 * A Proxy keeps name, length and every own property of what it stands for (`fs.realpath.native`, `util.promisify.custom`),
 * and hands `this` on unchanged.
 */
export function watch(holder: Holder, key: PropertyKey, sensor: Sensor, source: string): void {
  const descriptor = getOwnPropertyDescriptor(holder, key) ?? inherited(holder, key)
  if (typeof descriptor?.value !== 'function' || watched.has(descriptor.value)) return
  const value = new Proxy(descriptor.value, {
    apply(target, self, list) {
      fire(sensor, source)
      return apply(target, self, list)
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
  const read = new Proxy(get, {
    apply(target, self, list) {
      const value = apply(target, self, list)
      if (value !== prepared && typeof value === 'object' && value !== null) {
        prepared = value
        prepare(value as Holder)
      }
      return value
    },
  })
  Reflect.defineProperty(holder, key, { ...descriptor, get: read })
}
