/** Makes a wrapper look like the function that it stands for. */

/** Anything that can be wrapped: functions of every kind, classes included. */
// biome-ignore lint/complexity/noBannedTypes: no call signature admits classes as well.
export type Callable = Function

// Sloppy functions own these two, as read-only ghosts of the running call; a strict wrapper cannot have them.
const NOT_COPIED = new Set<PropertyKey>(['caller', 'arguments'])

/**
 * Gives `wrapper` the name, length, own properties (as they are now, by descriptor), `prototype` and [[Prototype]] of
 * `original`, so that `instanceof`, statics and `constructor.name === 'AsyncFunction'` answer alike. What still tells
 * them apart: `toString()`, `util.types.isAsyncFunction`, `isProxy` and the like, and properties that the original's
 * own body sets on its inner name later.
 */
export function takeLikeness<F extends Callable>(wrapper: Callable, original: F): F {
  for (const key of Reflect.ownKeys(original)) {
    if (NOT_COPIED.has(key)) continue
    Reflect.defineProperty(wrapper, key, Reflect.getOwnPropertyDescriptor(original, key) as PropertyDescriptor)
  }
  // Every function expression owns a `prototype` that cannot be deleted; arrows and methods have none.
  if (!Object.hasOwn(original, 'prototype')) wrapper.prototype = undefined
  const parent = Reflect.getPrototypeOf(original)
  if (parent !== Reflect.getPrototypeOf(wrapper)) Reflect.setPrototypeOf(wrapper, parent)
  return wrapper as F
}
