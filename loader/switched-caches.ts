/** Has caches of the owner's answer that nothing is there, so that everything is computed anew; others stay as they are. */
import { MARK_ROLES, type MarkRole } from '../src/wire/cache-marks.js'
import type { AnyFunction } from './armed-site.js'
import { copiedOptions } from './memoizer-options.js'
import type { CacheCall, CacheMarks, ToldCache } from './observe/cache-watch.js'
import type { StandsFor } from './observe/watched-cache.js'

export class SwitchedCaches implements CacheMarks {
  constructor(
    readonly off: ReadonlySet<string>,
    readonly standsFor: StandsFor,
  ) {}

  /** For one evaluation of a file. */
  of(told: readonly ToldCache[]): CacheCall {
    const caches = told.map(([id]) => (this.off.has(id) ? new SwitchedOff(this.standsFor) : undefined))
    return (index, role, value) => {
      const cache = caches[index]
      return cache === undefined ? value : cache.instead(MARK_ROLES[role] as MarkRole, value)
    }
  }

  /** There is nothing to tell. */
  finish(): void {}
}

class SwitchedOff {
  #inner: unknown

  constructor(readonly standsFor: StandsFor) {}

  instead(role: MarkRole, value: unknown): unknown {
    switch (role) {
      case 'look':
      case 'look-falsy':
      case 'look-nullish':
        return undefined
      case 'look-null':
        return null
      case 'test':
        return false
      case 'inner':
        this.#inner = value
        return value
      case 'outer':
        return this.#unremembered(value)
      case 'options':
        // No two objects are the same key.
        return copiedOptions(value, { cacheKey: () => ({}) }) ?? value
      default:
        return value
    }
  }

  /** What the memoizer made, but for its calls: these go to what it was given just before. */
  #unremembered(memoized: unknown): unknown {
    const inner = this.#inner
    if (typeof memoized !== 'function' || typeof inner !== 'function') return memoized
    const direct = new Proxy(memoized as AnyFunction, {
      apply: (_memoized, self, list) => Reflect.apply(inner as AnyFunction, self, list),
    })
    return this.standsFor(direct, memoized as AnyFunction)
  }
}
