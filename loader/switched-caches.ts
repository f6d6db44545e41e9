/** Has caches of the owner's answer that nothing is there, so that everything is computed anew; others stay as they are. */
import { MARK_ROLES, type MarkRole } from '../src/wire/cache-marks.js'
import type { AnyFunction } from './armed-site.js'
import { copiedOptions } from './memoizer-options.js'
import type { CacheCheck, FollowedMemoizer } from './observe/cache-check.js'
import type { CacheCall, CacheMarks, ToldCache } from './observe/cache-watch.js'
import type { StandsFor } from './observe/watched-cache.js'

export class SwitchedCaches implements CacheMarks {
  constructor(
    readonly off: ReadonlySet<string>,
    readonly standsFor: StandsFor,
    /** What finds out whether it would have answered otherwise; undefined: nobody asks, or there is no room to count. */
    readonly checkOf: (told: ToldCache) => CacheCheck | undefined = () => undefined,
  ) {}

  /** For one evaluation of a file. */
  of(told: readonly ToldCache[]): CacheCall {
    const caches = told.map((cache) => {
      return this.off.has(cache[0]) ? new SwitchedOff(this.standsFor, this.checkOf(cache)) : undefined
    })
    return (index, role, value, holder) => {
      const cache = caches[index]
      return cache === undefined ? value : cache.instead(MARK_ROLES[role] as MarkRole, value, holder)
    }
  }

  /** All is told by then. */
  finish(): void {}
}

class SwitchedOff {
  #inner: unknown
  #followed: FollowedMemoizer | undefined

  constructor(
    readonly standsFor: StandsFor,
    readonly check: CacheCheck | undefined,
  ) {}

  instead(role: MarkRole, value: unknown, holder: unknown): unknown {
    switch (role) {
      case 'look':
      case 'look-falsy':
      case 'look-nullish':
        this.check?.looked(value, holder, false)
        return undefined
      case 'look-null':
        this.check?.looked(value, holder, false)
        return null
      case 'test':
        this.check?.looked(value, holder, true)
        return false
      case 'key':
        this.check?.key(value)
        return value
      case 'inner':
        this.#inner = value
        this.#followed = typeof value === 'function' ? this.check?.follow(value as AnyFunction) : undefined
        return this.#followed ? this.standsFor(this.#followed.inner, value as AnyFunction) : value
      case 'outer':
        return this.#unremembered(value)
      case 'options': {
        const own = copiedOptions(value, {})
        return own === undefined ? value : { ...own, ...this.#optionsBeside(own) }
      }
      default:
        return value
    }
  }

  #optionsBeside(own: { cacheKey?: unknown; cache?: unknown; maxAge?: unknown }): object {
    const { cacheKey, cache, maxAge } = own
    if (this.#followed && cache === undefined && maxAge === undefined) return this.#followed.options(cacheKey)
    // No two objects are the same key.
    return { cacheKey: () => ({}) }
  }

  /** What the memoizer made, but for its calls: these go to what it was given just before. */
  #unremembered(memoized: unknown): unknown {
    const inner = this.#inner
    const followed = this.#followed
    if (typeof memoized !== 'function' || typeof inner !== 'function') return memoized
    const direct = new Proxy(memoized as AnyFunction, {
      apply: (_memoized, self, list: unknown[]) =>
        followed ? followed.call(memoized as AnyFunction, self, list) : Reflect.apply(inner as AnyFunction, self, list),
    })
    return this.standsFor(direct, memoized as AnyFunction)
  }
}
