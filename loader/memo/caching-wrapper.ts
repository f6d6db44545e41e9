/** Puts a result cache in front of a function: one closure for each declared arity, right for any actual one. */
// biome-ignore-all lint/complexity/noArguments: `arguments.length` costs no allocation on a hit; a rest array does.
import { COUNTER_INDEX } from '../../src/wire/counters.js'
import { type Callable, takeLikeness } from './likeness.js'
import type { ResultCache, Statistics } from './result-cache.js'

export interface WrapperParts extends Statistics {
  fn: Callable
  cache: ResultCache
  /** `this` is part of the key. */
  keyedByThis: boolean
}

type Wrapper = (this: unknown, ...list: unknown[]) => unknown

const { apply, construct } = Reflect

/**
 * A wrapper that answers from the cache what the cache holds, and else calls `fn`, with the same `this` and arguments.
 * `new` goes through to `fn`, with the wrapper (or a subclass of it) as `new.target`.
 */
export function cachingWrapper(parts: WrapperParts): Callable {
  const anyArity = variadic(parts)
  const declared = parts.fn.length
  if (declared === 0) return takeLikeness(nullary(parts, anyArity), parts.fn)
  if (declared === 1) return takeLikeness(unary(parts, anyArity), parts.fn)
  if (declared === 2) return takeLikeness(binary(parts, anyArity), parts.fn)
  if (declared === 3) return takeLikeness(ternary(parts, anyArity), parts.fn)
  return takeLikeness(anyArity, parts.fn)
}

function nullary(parts: WrapperParts, anyArity: Wrapper): Callable {
  const { fn, cache, keyedByThis, counters, callsAt, hitsAt } = withIndices(parts)
  return function (this: unknown) {
    if (new.target !== undefined) return constructThrough(parts, arguments, new.target)
    if (arguments.length !== 0) return apply(anyArity, this, arguments)
    ;(counters[callsAt] as number)++
    const receiver = keyedByThis ? this : undefined
    const slot = (receiver === undefined ? cache.keys.plain : cache.keys.of(receiver)).find0()
    if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
      ;(counters[hitsAt] as number)++
      cache.order.touch(slot)
      return cache.values[slot]
    }
    return callThrough(fn, cache, this, receiver, [])
  }
}

function unary(parts: WrapperParts, anyArity: Wrapper): Callable {
  const { fn, cache, keyedByThis, counters, callsAt, hitsAt } = withIndices(parts)
  return function (this: unknown, a: unknown) {
    if (new.target !== undefined) return constructThrough(parts, arguments, new.target)
    if (arguments.length !== 1) return apply(anyArity, this, arguments)
    ;(counters[callsAt] as number)++
    const receiver = keyedByThis ? this : undefined
    const slot = (receiver === undefined ? cache.keys.plain : cache.keys.of(receiver)).find1(a)
    if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
      ;(counters[hitsAt] as number)++
      cache.order.touch(slot)
      return cache.values[slot]
    }
    return callThrough(fn, cache, this, receiver, [a])
  }
}

function binary(parts: WrapperParts, anyArity: Wrapper): Callable {
  const { fn, cache, keyedByThis, counters, callsAt, hitsAt } = withIndices(parts)
  return function (this: unknown, a: unknown, b: unknown) {
    if (new.target !== undefined) return constructThrough(parts, arguments, new.target)
    if (arguments.length !== 2) return apply(anyArity, this, arguments)
    ;(counters[callsAt] as number)++
    const receiver = keyedByThis ? this : undefined
    const slot = (receiver === undefined ? cache.keys.plain : cache.keys.of(receiver)).find2(a, b)
    if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
      ;(counters[hitsAt] as number)++
      cache.order.touch(slot)
      return cache.values[slot]
    }
    return callThrough(fn, cache, this, receiver, [a, b])
  }
}

function ternary(parts: WrapperParts, anyArity: Wrapper): Callable {
  const { fn, cache, keyedByThis, counters, callsAt, hitsAt } = withIndices(parts)
  return function (this: unknown, a: unknown, b: unknown, c: unknown) {
    if (new.target !== undefined) return constructThrough(parts, arguments, new.target)
    if (arguments.length !== 3) return apply(anyArity, this, arguments)
    ;(counters[callsAt] as number)++
    const receiver = keyedByThis ? this : undefined
    const slot = (receiver === undefined ? cache.keys.plain : cache.keys.of(receiver)).find3(a, b, c)
    if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
      ;(counters[hitsAt] as number)++
      cache.order.touch(slot)
      return cache.values[slot]
    }
    return callThrough(fn, cache, this, receiver, [a, b, c])
  }
}

function variadic(parts: WrapperParts): Wrapper {
  const { fn, cache, keyedByThis, counters, callsAt, hitsAt } = withIndices(parts)
  return function (this: unknown, ...list: unknown[]) {
    if (new.target !== undefined) return constructThrough(parts, list, new.target)
    ;(counters[callsAt] as number)++
    const receiver = keyedByThis ? this : undefined
    const slot = cache.keys.of(receiver).find(list)
    if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
      ;(counters[hitsAt] as number)++
      cache.order.touch(slot)
      return cache.values[slot]
    }
    return callThrough(fn, cache, this, receiver, list)
  }
}

function callThrough(fn: Callable, cache: ResultCache, self: unknown, receiver: unknown, list: unknown[]): unknown {
  const { epoch } = cache
  let returned = false
  let result: unknown
  // `finally`, not `catch`: throwing again would make node show this line as the place of an uncaught error.
  try {
    result = apply(fn, self, list)
    returned = true
  } finally {
    if (!returned) cache.settleThrow()
  }
  cache.settle(list, receiver, result, epoch)
  return result
}

function constructThrough(parts: WrapperParts, list: ArrayLike<unknown>, target: Callable): unknown {
  ;(parts.counters[parts.base + COUNTER_INDEX.bypassed] as number)++
  return construct(parts.fn, list, target)
}

function withIndices(parts: WrapperParts) {
  return { ...parts, callsAt: parts.base + COUNTER_INDEX.calls, hitsAt: parts.base + COUNTER_INDEX.hits }
}
