/** Makes a wrapper look like the function that it stands for. */

/** Anything that can be wrapped: functions of every kind, classes included. */
// biome-ignore lint/complexity/noBannedTypes: no call signature admits classes as well.
export type Callable = Function

/**
 * Gives `wrapper` the name, length, own properties (as they are now, by descriptor), `prototype` and [[Prototype]] of
 * `original`, so that `instanceof`, statics and `constructor.name === 'AsyncFunction'` answer alike. `wrapper` must have
 * a `prototype` just where `original` has one, as nothing can give or take it. What still tells them apart: `toString()`
 * and `util.types.isAsyncFunction`, for which the loader has `disguise.ts`, and properties that the original's own body
 * sets on its inner name later.
 */
export function takeLikeness<F extends Callable>(wrapper: Callable, original: F): F {
  for (const key of Reflect.ownKeys(original)) {
    // Sloppy functions own `caller` and `arguments`: here they stay what they are when the function is not running.
    Reflect.defineProperty(wrapper, key, Reflect.getOwnPropertyDescriptor(original, key) as PropertyDescriptor)
  }
  const parent = Reflect.getPrototypeOf(original)
  if (parent !== Reflect.getPrototypeOf(wrapper)) Reflect.setPrototypeOf(wrapper, parent)
  return wrapper as F
}

/** True where `new` may be used: nothing else that is wrapped owns a `prototype`. */
export function isConstructible(fn: Callable): boolean {
  return Object.hasOwn(fn, 'prototype')
}

/** `wrapper` as a method: the same calls, one frame deeper, and no constructions. */
export function withoutPrototype(wrapper: Callable): Callable {
  return {
    method(this: unknown, ...list: unknown[]) {
      return Reflect.apply(wrapper, this, list)
    },
  }.method
}
