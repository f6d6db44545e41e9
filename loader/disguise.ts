/** Lets wrapped functions, and functions of rewritten modules, answer as their owner wrote them when they are asked. */
import { withoutInsertions } from '../src/wire/inserted-text.js'
import type { AnyFunction } from './armed-site.js'

const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, isExtensible, preventExtensions } = Reflect
const { isAsyncFunction } = (process.getBuiltinModule('node:util') as typeof import('node:util')).types

/** What a wrapper stands for. */
const originals = new WeakMap<object, AnyFunction>()
const disguisedRealms = new WeakSet<object>()

/** `wrapper` takes the place of `original` for everybody; it is `original` itself where that is left alone. */
export function standsFor(wrapper: AnyFunction, original: AnyFunction): AnyFunction {
  if (wrapper === original) return wrapper
  originals.set(wrapper, original)
  pointBack(wrapper, original)
  if (!isExtensible(original)) preventExtensions(wrapper)
  return wrapper
}

/** `new F().constructor === F`, whichever of the two is called F. */
function pointBack(wrapper: AnyFunction, original: AnyFunction): void {
  const prototype: unknown = getOwnPropertyDescriptor(original, 'prototype')?.value
  if (typeof prototype !== 'object' || prototype === null) return
  const descriptor = getOwnPropertyDescriptor(prototype, 'constructor')
  if (descriptor?.value === original) defineProperty(prototype, 'constructor', { ...descriptor, value: wrapper })
}

/**
 * Serialisers, dependency injection by parameter names, `new Function`: they all go by the text of a function. `array`
 * comes from the realm whose functions are to tell theirs; a test runner has more than one.
 */
export function keepTexts(array: unknown[]): void {
  const push: unknown = getOwnPropertyDescriptor(getPrototypeOf(array) as object, 'push')?.value
  const prototype = typeof push === 'function' ? getPrototypeOf(push) : null
  // The owner may have put something else in its place.
  if (prototype === null || disguisedRealms.has(prototype)) return
  disguisedRealms.add(prototype)
  replaceMethod(prototype, 'toString', (original) => ({
    toString(this: object) {
      return withoutInsertions(apply(original, originals.get(this) ?? this, []) as string)
    },
  }))
}

/** Wrappers of asynchronous functions are not: they must settle in the same turn. */
export function keepKinds(): void {
  const { types } = process.getBuiltinModule('node:util') as typeof import('node:util')
  replaceMethod(types, 'isAsyncFunction', () => ({
    isAsyncFunction(value: unknown) {
      return isAsyncFunction(originals.get(value as object) ?? value)
    },
  }))
}

/** `make` returns an object with the replacement under the same key: a method, like all of these. */
function replaceMethod(
  holder: object,
  key: string,
  make: (original: AnyFunction) => Record<string, AnyFunction>,
): void {
  const descriptor = getOwnPropertyDescriptor(holder, key)
  if (typeof descriptor?.value !== 'function' || !descriptor.configurable) return
  const original = descriptor.value as AnyFunction
  const value = make(original)[key] as AnyFunction
  for (const name of ['name', 'length'])
    defineProperty(value, name, getOwnPropertyDescriptor(original, name) as PropertyDescriptor)
  originals.set(value, original)
  defineProperty(holder, key, { ...descriptor, value })
}
