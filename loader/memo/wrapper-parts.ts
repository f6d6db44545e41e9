/** What a caching wrapper is made of. */
import { COUNTER_INDEX } from '../../src/wire/counters.js'
import type { Callable } from './likeness.js'
import type { ResultCache, Statistics } from './result-cache.js'

export interface CachedFunction extends Statistics {
  fn: Callable
  cache: ResultCache
  /** undefined: with the wrapper (or a subclass of it) as `new.target`. */
  construct?: (list: ArrayLike<unknown>, target: Callable) => unknown
}

export interface WrapperParts extends CachedFunction {
  /** `this` is part of the key. */
  keyedByThis: boolean
}

export type Variadic = (this: unknown, ...list: unknown[]) => unknown

/** A construction is no call that a cache could answer. */
export function constructThrough(parts: CachedFunction, list: ArrayLike<unknown>, target: Callable): unknown {
  const { fn, counters, base, recorder, construct = (given, told) => Reflect.construct(fn, given, told) } = parts
  ;(counters[base + COUNTER_INDEX.bypassed] as number)++
  recorder?.touch()
  return construct(list, target)
}

export function withIndices(parts: WrapperParts) {
  const { cache, base, recorder } = parts
  const { keys } = cache
  return {
    ...parts,
    keys,
    ones: keys.ones,
    callsAt: base + COUNTER_INDEX.calls,
    ticksAt: base + COUNTER_INDEX.ticks,
    callsLeft: recorder?.callsLeft,
    touch: () => recorder?.touch(),
  }
}
