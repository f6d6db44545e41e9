/** Notes every read of a value and of everything in it. */

export interface SeenRead {
  /** `whole`: its properties are listed or asked for, or it is asked for its prototype. */
  kind: 'get' | 'whole'
  path: string[]
  /** What the getter behind it reads of the same object: naming these names the read. */
  instead?: SeenRead[]
}

export function loggingProxy(value: unknown, path: string[], seen: SeenRead[]): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value
  const whole = () => seen.push({ kind: 'whole', path })
  return new Proxy(value, {
    get(target, key, receiver) {
      if (typeof key === 'symbol') {
        whole()
        return Reflect.get(target, key, receiver)
      }
      const below = [...path, key]
      const own = Object.getOwnPropertyDescriptor(target, key)
      const inherited = own ? undefined : inheritedProperty(target, key)
      // Which methods an object has is what its class says.
      const method = typeof target === 'function' ? own : inherited
      if (path[0] === 'this' && typeof method?.value === 'function') return method.value
      if (!inherited?.get) {
        seen.push({ kind: 'get', path: below })
        return loggingProxy(Reflect.get(target, key, receiver), below, seen)
      }
      const instead: SeenRead[] = []
      seen.push({ kind: 'get', path: below, instead })
      return Reflect.apply(inherited.get, loggingProxy(target, path, instead), [])
    },
    has(target, key) {
      whole()
      return Reflect.has(target, key)
    },
    ownKeys(target) {
      whole()
      return Reflect.ownKeys(target)
    },
    getOwnPropertyDescriptor(target, key) {
      whole()
      return Reflect.getOwnPropertyDescriptor(target, key)
    },
    getPrototypeOf(target) {
      whole()
      return Reflect.getPrototypeOf(target)
    },
    set(target, key, written) {
      return Reflect.set(target, key, written)
    },
  })
}

function inheritedProperty(target: object, key: string): PropertyDescriptor | undefined {
  for (let at = Object.getPrototypeOf(target); at; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, key)
    if (found) return found
  }
  return undefined
}
