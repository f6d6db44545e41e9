/** Puts a result cache in front of a function that may also be constructed. */
// biome-ignore-all lint/complexity/noArguments: `arguments.length` costs no allocation on a hit; a rest array does.
import type { Callable } from './likeness.js'
import { constructThrough, type Variadic, type WrapperParts, withIndices } from './wrapper-parts.js'

const { apply } = Reflect

export function nullary(parts: WrapperParts, anyArity: Variadic): Callable {
  const { fn, cache, keys, keyedByThis, counters, callsAt, ticksAt, callsLeft, touch } = withIndices(parts)
  return function (this: unknown) {
    if (arguments.length !== 0 || new.target !== undefined) {
      const list: unknown[] = []
      for (let at = 0; at < arguments.length; at++) list[at] = arguments[at]
      if (new.target !== undefined) return constructThrough(parts, list, new.target)
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
  }
}

export function unary(parts: WrapperParts, anyArity: Variadic): Callable {
  const { fn, cache, keys, ones, keyedByThis, counters, callsAt, ticksAt, callsLeft, touch } = withIndices(parts)
  return function (this: unknown, a: unknown) {
    if (arguments.length !== 1 || new.target !== undefined) {
      const list: unknown[] = []
      for (let at = 0; at < arguments.length; at++) list[at] = arguments[at]
      if (new.target !== undefined) return constructThrough(parts, list, new.target)
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
  }
}

export function binary(parts: WrapperParts, anyArity: Variadic): Callable {
  const { fn, cache, keys, keyedByThis, counters, callsAt, ticksAt, callsLeft, touch } = withIndices(parts)
  return function (this: unknown, a: unknown, b: unknown) {
    if (arguments.length !== 2 || new.target !== undefined) {
      const list: unknown[] = []
      for (let at = 0; at < arguments.length; at++) list[at] = arguments[at]
      if (new.target !== undefined) return constructThrough(parts, list, new.target)
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
  }
}

export function ternary(parts: WrapperParts, anyArity: Variadic): Callable {
  const { fn, cache, keys, keyedByThis, counters, callsAt, ticksAt, callsLeft, touch } = withIndices(parts)
  return function (this: unknown, a: unknown, b: unknown, c: unknown) {
    if (arguments.length !== 3 || new.target !== undefined) {
      const list: unknown[] = []
      for (let at = 0; at < arguments.length; at++) list[at] = arguments[at]
      if (new.target !== undefined) return constructThrough(parts, list, new.target)
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
  }
}

export function variadic(parts: WrapperParts): Variadic {
  const { fn, cache, keys, keyedByThis, counters, callsAt, ticksAt, callsLeft, touch } = withIndices(parts)
  return function (this: unknown, ...list: unknown[]) {
    if (new.target !== undefined) return constructThrough(parts, list, new.target)
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
  }
}
