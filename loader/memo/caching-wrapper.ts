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

type Variadic = (this: unknown, ...list: unknown[]) => unknown

const { apply, construct } = Reflect

/**
 * A wrapper that answers from the cache what the cache holds, and else calls `fn`, with the same `this` and arguments.
 * `new` goes through to `fn`, with the wrapper (or a subclass of it) as `new.target`.
 */
export function cachingWrapper(parts: WrapperParts): Callable {
  return takeLikeness(wrapperOfArity(parts.fn.length, parts), parts.fn)
}

/**
 * The closures below are alike on purpose. A shared one that looks at the number of arguments makes hits 1.2 to 1.8
 * times slower, and a shared function that calls `fn` is one more frame in each level of a recursion. `fn` is called in
 * `finally`, not `catch`: to throw again would make node show this file as the place of an uncaught error.
 */
function wrapperOfArity(arity: number, parts: WrapperParts): Callable {
  const anyArity = variadic(parts)
  if (arity === 0) return nullary(parts, anyArity)
  if (arity === 1) return unary(parts, anyArity)
  if (arity === 2) return binary(parts, anyArity)
  if (arity === 3) return ternary(parts, anyArity)
  return anyArity
}

function nullary(parts: WrapperParts, anyArity: Variadic): Callable {
  const { fn, cache, keyedByThis, counters, callsAt, hitsAt, callsLeft, touch } = withIndices(parts)
  return function (this: unknown) {
    if (new.target !== undefined) return constructThrough(parts, arguments, new.target)
    if (arguments.length !== 0) return apply(anyArity, this, arguments)
    ;(counters[callsAt] as number)++
    const receiver = keyedByThis ? this : undefined
    const slot = (receiver === undefined ? cache.keys.plain : cache.keys.of(receiver)).find0()
    if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
      ;(counters[hitsAt] as number)++
      cache.order.touch(slot)
      if (callsLeft !== undefined && --(callsLeft[0] as number) < 0) touch()
      return cache.values[slot]
    }
    const { epoch } = cache
    let result: unknown
    let returned = false
    try {
      result = apply(fn, this, [])
      returned = true
    } finally {
      if (!returned) cache.settleThrow()
    }
    cache.settle([], receiver, result, epoch)
    return result
  }
}

function unary(parts: WrapperParts, anyArity: Variadic): Callable {
  const { fn, cache, keyedByThis, counters, callsAt, hitsAt, callsLeft, touch } = withIndices(parts)
  return function (this: unknown, a: unknown) {
    if (new.target !== undefined) return constructThrough(parts, arguments, new.target)
    if (arguments.length !== 1) return apply(anyArity, this, arguments)
    ;(counters[callsAt] as number)++
    const receiver = keyedByThis ? this : undefined
    const slot = (receiver === undefined ? cache.keys.plain : cache.keys.of(receiver)).find1(a)
    if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
      ;(counters[hitsAt] as number)++
      cache.order.touch(slot)
      if (callsLeft !== undefined && --(callsLeft[0] as number) < 0) touch()
      return cache.values[slot]
    }
    const { epoch } = cache
    let result: unknown
    let returned = false
    try {
      result = apply(fn, this, [a])
      returned = true
    } finally {
      if (!returned) cache.settleThrow()
    }
    cache.settle([a], receiver, result, epoch)
    return result
  }
}

function binary(parts: WrapperParts, anyArity: Variadic): Callable {
  const { fn, cache, keyedByThis, counters, callsAt, hitsAt, callsLeft, touch } = withIndices(parts)
  return function (this: unknown, a: unknown, b: unknown) {
    if (new.target !== undefined) return constructThrough(parts, arguments, new.target)
    if (arguments.length !== 2) return apply(anyArity, this, arguments)
    ;(counters[callsAt] as number)++
    const receiver = keyedByThis ? this : undefined
    const slot = (receiver === undefined ? cache.keys.plain : cache.keys.of(receiver)).find2(a, b)
    if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
      ;(counters[hitsAt] as number)++
      cache.order.touch(slot)
      if (callsLeft !== undefined && --(callsLeft[0] as number) < 0) touch()
      return cache.values[slot]
    }
    const { epoch } = cache
    let result: unknown
    let returned = false
    try {
      result = apply(fn, this, [a, b])
      returned = true
    } finally {
      if (!returned) cache.settleThrow()
    }
    cache.settle([a, b], receiver, result, epoch)
    return result
  }
}

function ternary(parts: WrapperParts, anyArity: Variadic): Callable {
  const { fn, cache, keyedByThis, counters, callsAt, hitsAt, callsLeft, touch } = withIndices(parts)
  return function (this: unknown, a: unknown, b: unknown, c: unknown) {
    if (new.target !== undefined) return constructThrough(parts, arguments, new.target)
    if (arguments.length !== 3) return apply(anyArity, this, arguments)
    ;(counters[callsAt] as number)++
    const receiver = keyedByThis ? this : undefined
    const slot = (receiver === undefined ? cache.keys.plain : cache.keys.of(receiver)).find3(a, b, c)
    if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
      ;(counters[hitsAt] as number)++
      cache.order.touch(slot)
      if (callsLeft !== undefined && --(callsLeft[0] as number) < 0) touch()
      return cache.values[slot]
    }
    const { epoch } = cache
    let result: unknown
    let returned = false
    try {
      result = apply(fn, this, [a, b, c])
      returned = true
    } finally {
      if (!returned) cache.settleThrow()
    }
    cache.settle([a, b, c], receiver, result, epoch)
    return result
  }
}

function variadic(parts: WrapperParts): Variadic {
  const { fn, cache, keyedByThis, counters, callsAt, hitsAt, callsLeft, touch } = withIndices(parts)
  return function (this: unknown, ...list: unknown[]) {
    if (new.target !== undefined) return constructThrough(parts, list, new.target)
    ;(counters[callsAt] as number)++
    const receiver = keyedByThis ? this : undefined
    const slot = cache.keys.find(list, receiver)
    if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) {
      ;(counters[hitsAt] as number)++
      cache.order.touch(slot)
      if (callsLeft !== undefined && --(callsLeft[0] as number) < 0) touch()
      return cache.values[slot]
    }
    const { epoch } = cache
    let result: unknown
    let returned = false
    try {
      result = apply(fn, this, list)
      returned = true
    } finally {
      if (!returned) cache.settleThrow()
    }
    cache.settle(list, receiver, result, epoch)
    return result
  }
}

function constructThrough(parts: WrapperParts, list: ArrayLike<unknown>, target: Callable): unknown {
  const { fn, counters, base, recorder } = parts
  ;(counters[base + COUNTER_INDEX.bypassed] as number)++
  recorder?.touch()
  return construct(fn, list, target)
}

function withIndices(parts: WrapperParts) {
  const { base, recorder } = parts
  return {
    ...parts,
    callsAt: base + COUNTER_INDEX.calls,
    hitsAt: base + COUNTER_INDEX.hits,
    callsLeft: recorder?.callsLeft,
    touch: () => recorder?.touch(),
  }
}
