/** What a caching wrapper is made of. */
import { COUNTER_INDEX } from '../../src/wire/counters.js'
import type { Callable } from './likeness.js'
import type { ResultCache, Statistics } from './result-cache.js'

export interface WrapperParts extends Statistics {
  fn: Callable
  cache: ResultCache
  /** `this` is part of the key. */
  keyedByThis: boolean
}

export type Variadic = (this: unknown, ...list: unknown[]) => unknown

export function withIndices(parts: WrapperParts) {
  const { base, recorder } = parts
  return {
    ...parts,
    callsAt: base + COUNTER_INDEX.calls,
    hitsAt: base + COUNTER_INDEX.hits,
    callsLeft: recorder?.callsLeft,
    touch: () => recorder?.touch(),
  }
}
