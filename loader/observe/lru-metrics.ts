/**
 * Counts caches of lru-cache by what they publish, where the installed version does: on one channel for all caches of a
 * process. Not `fetch`, which is told by tracing: whoever listens there handles the owner's rejections.
 */
import { ownValue } from '../intrinsics.js'
import type { Guard, WatchedCache } from './watched-cache.js'

const CHANNEL = 'lru-cache:metrics'

export class LruMetrics {
  readonly #watched = new WeakMap<object, WatchedCache>()
  /** A key that it was just told not to have: asking for it nevertheless is no further call. */
  readonly #missed = new WeakMap<object, unknown>()
  #listens = false

  constructor(readonly guard: Guard) {}

  watch(made: unknown, cache: WatchedCache): void {
    if (typeof made !== 'object' || made === null) return
    this.#watched.set(made, cache)
    if (this.#listens) return
    this.#listens = true
    const { subscribe } = process.getBuiltinModule(
      'node:diagnostics_channel',
    ) as typeof import('node:diagnostics_channel')
    subscribe(CHANNEL, (message) => this.guard(undefined, () => this.#told(message)))
  }

  #told(message: unknown): void {
    if (typeof message !== 'object' || message === null) return
    const [made, op, key] = [ownValue(message, 'cache'), ownValue(message, 'op'), ownValue(message, 'key')]
    const cache = typeof made === 'object' && made !== null ? this.#watched.get(made) : undefined
    if (cache === undefined || (op !== 'get' && op !== 'has' && op !== 'memo')) return
    const found = ownValue(message, op) === 'hit'
    const wasMissed = this.#missed.has(made as object) && Object.is(this.#missed.get(made as object), key)
    this.#missed.delete(made as object)
    if (op === 'get' && wasMissed) return
    // `has` says yes only to be followed by `get`.
    if (op === 'has' && found) return
    if (op === 'has') this.#missed.set(made as object, key)
    cache.key(key)
    cache.asked(found, made)
  }
}
