/** Puts a result cache in front of what has no `prototype`: methods, arrow functions, asynchronous functions. */
// biome-ignore-all lint/complexity/noArguments: `arguments.length` costs no allocation on a hit; a rest array does.
import type { Callable } from './likeness.js'
import { type Variadic, type WrapperParts, withIndices } from './wrapper-parts.js'

const { apply } = Reflect

/*
 * Each is its namesake in caching-function.ts as a method, which alone among functions with `this` and `arguments` has
 * no `prototype` and cannot be constructed. Those who share a body are slower: see caching-wrapper.ts.
 */

export function nullary(parts: WrapperParts, anyArity: Variadic): Callable {
  const { fn, cache, keys, keyedByThis, counters, callsAt, ticksAt, callsLeft, touch } = withIndices(parts)
  return {
    method(this: unknown) {
      if (arguments.length !== 0) {
        const list: unknown[] = []
        for (let at = 0; at < arguments.length; at++) list[at] = arguments[at]
        return apply(anyArity, this, list)
      }
      const receiver = this !== undefined && keyedByThis ? this : undefined
      const slot = (receiver === undefined ? keys.plain : keys.of(receiver)).find0()
      if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
        cache.stamps[slot] = ++(counters[ticksAt] as number)
        if (callsLeft !== undefined && --(callsLeft[0] as number) < 0) touch()
        return cache.values[slot]
      }
      ;(counters[callsAt] as number)++
      const { epoch, stores } = cache
      let result: unknown
      let returned = false
      try {
        result = apply(fn, this, [])
        returned = true
      } finally {
        if (!returned) cache.settleThrow()
      }
      cache.settle([], receiver, result, epoch, stores)
      return result
    },
  }.method
}

export function unary(parts: WrapperParts, anyArity: Variadic): Callable {
  const { fn, cache, keys, ones, keyedByThis, counters, callsAt, ticksAt, callsLeft, touch } = withIndices(parts)
  return {
    method(this: unknown, a: unknown) {
      if (arguments.length !== 1) {
        const list: unknown[] = []
        for (let at = 0; at < arguments.length; at++) list[at] = arguments[at]
        return apply(anyArity, this, list)
      }
      const receiver = this !== undefined && keyedByThis ? this : undefined
      const slot = receiver === undefined ? ones.get(a) : keys.of(receiver).find1(a)
      if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
        cache.stamps[slot] = ++(counters[ticksAt] as number)
        if (callsLeft !== undefined && --(callsLeft[0] as number) < 0) touch()
        return cache.values[slot]
      }
      ;(counters[callsAt] as number)++
      const { epoch, stores } = cache
      let result: unknown
      let returned = false
      try {
        result = apply(fn, this, [a])
        returned = true
      } finally {
        if (!returned) cache.settleThrow()
      }
      if (receiver === undefined) cache.settleOne(a, result, epoch, stores)
      else cache.settle([a], receiver, result, epoch, stores)
      return result
    },
  }.method
}

export function binary(parts: WrapperParts, anyArity: Variadic): Callable {
  const { fn, cache, keys, keyedByThis, counters, callsAt, ticksAt, callsLeft, touch } = withIndices(parts)
  return {
    method(this: unknown, a: unknown, b: unknown) {
      if (arguments.length !== 2) {
        const list: unknown[] = []
        for (let at = 0; at < arguments.length; at++) list[at] = arguments[at]
        return apply(anyArity, this, list)
      }
      const receiver = this !== undefined && keyedByThis ? this : undefined
      const slot = (receiver === undefined ? keys.plain : keys.of(receiver)).find2(a, b)
      if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
        cache.stamps[slot] = ++(counters[ticksAt] as number)
        if (callsLeft !== undefined && --(callsLeft[0] as number) < 0) touch()
        return cache.values[slot]
      }
      ;(counters[callsAt] as number)++
      const { epoch, stores } = cache
      let result: unknown
      let returned = false
      try {
        result = apply(fn, this, [a, b])
        returned = true
      } finally {
        if (!returned) cache.settleThrow()
      }
      cache.settle([a, b], receiver, result, epoch, stores)
      return result
    },
  }.method
}

export function ternary(parts: WrapperParts, anyArity: Variadic): Callable {
  const { fn, cache, keys, keyedByThis, counters, callsAt, ticksAt, callsLeft, touch } = withIndices(parts)
  return {
    method(this: unknown, a: unknown, b: unknown, c: unknown) {
      if (arguments.length !== 3) {
        const list: unknown[] = []
        for (let at = 0; at < arguments.length; at++) list[at] = arguments[at]
        return apply(anyArity, this, list)
      }
      const receiver = this !== undefined && keyedByThis ? this : undefined
      const slot = (receiver === undefined ? keys.plain : keys.of(receiver)).find3(a, b, c)
      if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
        cache.stamps[slot] = ++(counters[ticksAt] as number)
        if (callsLeft !== undefined && --(callsLeft[0] as number) < 0) touch()
        return cache.values[slot]
      }
      ;(counters[callsAt] as number)++
      const { epoch, stores } = cache
      let result: unknown
      let returned = false
      try {
        result = apply(fn, this, [a, b, c])
        returned = true
      } finally {
        if (!returned) cache.settleThrow()
      }
      cache.settle([a, b, c], receiver, result, epoch, stores)
      return result
    },
  }.method
}

export function variadic(parts: WrapperParts): Variadic {
  const { fn, cache, keys, keyedByThis, counters, callsAt, ticksAt, callsLeft, touch } = withIndices(parts)
  return {
    method(this: unknown, ...list: unknown[]) {
      const receiver = this !== undefined && keyedByThis ? this : undefined
      const slot = keys.find(list, receiver)
      if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
        cache.stamps[slot] = ++(counters[ticksAt] as number)
        if (callsLeft !== undefined && --(callsLeft[0] as number) < 0) touch()
        return cache.values[slot]
      }
      ;(counters[callsAt] as number)++
      const { epoch, stores } = cache
      let result: unknown
      let returned = false
      try {
        result = apply(fn, this, list)
        returned = true
      } finally {
        if (!returned) cache.settleThrow()
      }
      cache.settle(list, receiver, result, epoch, stores)
      return result
    },
  }.method
}
