/** Puts a result cache in front of a function whose keys are made: of the content of its arguments, or of parts of them. */
// biome-ignore-all lint/complexity/noArguments: `arguments.length` costs no allocation on a hit; a rest array does.
import { COUNTER_INDEX } from '../../src/wire/counters.js'
import { findIn, type KeyMaker, listOf, MISSED, takeMissed, UNKEYABLE } from './key-maker.js'
import { type Callable, isConstructible, takeLikeness, withoutPrototype } from './likeness.js'
import { type CachedFunction, constructThrough } from './wrapper-parts.js'

export interface KeyedParts extends CachedFunction {
  maker: KeyMaker
}

const { apply } = Reflect
const { isArray } = Array

/** As `cachingWrapper`; calls that no key can be made for go through to `fn` and are counted as bypassed. */
export function keyedWrapper(parts: KeyedParts): Callable {
  const isFew = parts.fn.length <= 3
  const wrapper = isConstructible(parts.fn)
    ? (isFew ? few : many)(parts)
    : isFew
      ? fewMethod(parts)
      : withoutPrototype(many(parts))
  return takeLikeness(wrapper, parts.fn)
}

function few(parts: KeyedParts): Callable {
  const { cache, maker } = parts
  const anyCount = many(parts)
  return function (this: unknown, a: unknown, b: unknown, c: unknown) {
    const count = arguments.length
    if (count > 3 || new.target !== undefined) {
      const list: unknown[] = []
      for (let at = 0; at < count; at++) list[at] = arguments[at]
      return new.target === undefined ? apply(anyCount, this, list) : constructThrough(parts, list, new.target)
    }
    const slot = maker.find(cache.keys.plain, this, count, a, b, c, undefined)
    if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) return served(parts, slot)
    const key = slot === MISSED ? takeMissed() : undefined
    return unserved(parts, slot, key, this, listOf(count, a, b, c))
  }
}

/** The same for what has no `prototype`. */
function fewMethod(parts: KeyedParts): Callable {
  const { cache, maker } = parts
  const anyCount = many(parts)
  return {
    method(this: unknown, a: unknown, b: unknown, c: unknown) {
      const count = arguments.length
      if (count > 3) {
        const list: unknown[] = []
        for (let at = 0; at < count; at++) list[at] = arguments[at]
        return apply(anyCount, this, list)
      }
      const slot = maker.find(cache.keys.plain, this, count, a, b, c, undefined)
      if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) return served(parts, slot)
      const key = slot === MISSED ? takeMissed() : undefined
      return unserved(parts, slot, key, this, listOf(count, a, b, c))
    },
  }.method
}

function many(parts: KeyedParts): Callable {
  const { cache, maker } = parts
  return function (this: unknown, ...list: unknown[]) {
    if (new.target !== undefined) return constructThrough(parts, list, new.target)
    const rest = list.length > 3 ? list : undefined
    const slot = maker.find(cache.keys.plain, this, list.length, list[0], list[1], list[2], rest)
    if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) return served(parts, slot)
    return unserved(parts, slot, slot === MISSED ? takeMissed() : undefined, this, list)
  }
}

function served({ cache, counters, base, recorder }: CachedFunction, slot: number): unknown {
  cache.stamps[slot] = ++(counters[base + COUNTER_INDEX.ticks] as number)
  if (recorder !== undefined && --(recorder.callsLeft[0] as number) < 0) recorder.touch()
  return cache.values[slot]
}

/**
 * `slot`: what `find` has answered; `missed`: the key, where it is made already. It is made before the call, which may
 * change what it is made of.
 */
function unserved(
  parts: KeyedParts,
  slot: number,
  missed: unknown[] | undefined,
  self: unknown,
  list: unknown[],
): unknown {
  const key = missed ?? (slot === UNKEYABLE ? undefined : parts.maker.list(self, list))
  return key === undefined ? bypass(parts, self, list) : callAndStore(parts, self, list, key)
}

/** Calls `fn` for a key that missed. In `finally`, not `catch`: see `cachingWrapper`. */
function callAndStore(parts: CachedFunction, self: unknown, list: unknown[], key: unknown[]): unknown {
  const { fn, cache, counters, base } = parts
  ;(counters[base + COUNTER_INDEX.calls] as number)++
  const { epoch, stores } = cache
  let result: unknown
  let returned = false
  try {
    result = apply(fn, self, list)
    returned = true
  } finally {
    if (!returned) cache.settleThrow()
  }
  cache.settle(key, undefined, result, epoch, stores)
  return result
}

function bypass({ fn, counters, base, recorder }: CachedFunction, self: unknown, list: unknown[]): unknown {
  ;(counters[base + COUNTER_INDEX.calls] as number)++
  ;(counters[base + COUNTER_INDEX.bypassed] as number)++
  recorder?.touch()
  return apply(fn, self, list)
}

/**
 * The owner's own `key(...args)`: an array stands for its elements, anything else is one part of the key. `maker` makes
 * the key of the parts.
 */
export function keyFunctionWrapper(parts: KeyedParts & { key: Callable }): Callable {
  const { fn, key, cache, maker } = parts
  const answer = (self: unknown, list: unknown[]): unknown => {
    const said = apply(key, self, list)
    const { plain } = cache.keys
    // Long ones are read while the key is being made: a copy, as to read a proxy may come back here.
    const slot = isArray(said)
      ? findIn(maker, plain, undefined, said.length > 3 ? partsOf(said) : said)
      : maker.find(plain, undefined, 1, said, undefined, undefined, undefined)
    if (slot >= 0 && (cache.unsettled === undefined || cache.serves(slot))) return served(parts, slot)
    const missed = slot === MISSED ? takeMissed() : undefined
    const made = missed ?? (slot === UNKEYABLE ? undefined : maker.list(undefined, partsOf(said)))
    return made === undefined ? bypass(parts, self, list) : callAndStore(parts, self, list, made)
  }
  const method = {
    method(this: unknown, ...list: unknown[]) {
      return answer(this, list)
    },
  }
  const wrapper = function (this: unknown, ...list: unknown[]) {
    return new.target === undefined ? answer(this, list) : constructThrough(parts, list, new.target)
  }
  return takeLikeness(isConstructible(fn) ? wrapper : method.method, fn)
}

export function partsOf(made: unknown): unknown[] {
  return isArray(made) ? [...made] : [made]
}
