/** Holds what a cache that is switched off would have handed out against what was computed in its place. */
import { CACHE_COUNTER_INDEX, type CacheCounter } from '../../src/wire/cache-marks.js'
import { COUNTER_STRIDE } from '../../src/wire/counters.js'
import type { AnyFunction } from '../armed-site.js'
import { apply, ownValue } from '../intrinsics.js'
import { memoize } from '../memo/memoize.js'
import type { ProcessRecorder } from '../recorder.js'
import { entryAt } from './cache-entries.js'
import type { ToldCache } from './cache-watch.js'
import { DeepCheckPace } from './deep-check-pace.js'
import { deepWork } from './deep-work-budget.js'
import { printArguments, printValue } from './print-value.js'
import { isObject, sameContent } from './same-content.js'
import type { Guard } from './watched-cache.js'

/** Lists of arguments whose first result is remembered. */
const MOST_LISTS = 4096
/** Keys of one structure whose first entry is remembered. */
const MOST_KEYS = 1 << 16

/** A check for each cache that is told of, for as long as there is room to count. */
export function cacheChecks(
  recorder: Pick<ProcessRecorder, 'reserve' | 'line' | 'touch' | 'counters'>,
  guard: Guard,
): (told: ToldCache) => CacheCheck | undefined {
  const known = new Map<string, CacheCheck | undefined>()
  return (told) => {
    const [id] = told
    if (!known.has(id)) known.set(id, register(told))
    return known.get(id)
  }
  function register(told: ToldCache): CacheCheck | undefined {
    const firstBlock = recorder.reserve(1)
    if (firstBlock === undefined) return undefined
    recorder.line({ type: 'caches', firstBlock, caches: [told[0]] })
    return new CacheCheck(told, { recorder, guard, base: firstBlock * COUNTER_STRIDE })
  }
}

interface CheckPlace {
  recorder: Pick<ProcessRecorder, 'line' | 'touch' | 'counters'>
  /** First slot of its block. */
  base: number
  /** Our own faults must not reach the owner's calls. */
  guard: Guard
}

export class CacheCheck {
  readonly #told: ToldCache
  readonly #place: CheckPlace
  readonly #pace = new DeepCheckPace()
  /** By content: only what has the same arguments, and `this`, must come to the same. */
  readonly #firstOf: AnyFunction
  #latest: { result: unknown } = { result: undefined }
  readonly #entries = new WeakMap<object, Map<unknown, unknown>>()
  #key: unknown
  #isTold = false

  constructor(told: ToldCache, place: CheckPlace) {
    this.#told = told
    this.#place = place
    this.#firstOf = memoize((..._list: unknown[]) => this.#latest, { key: 'structural', maxsize: MOST_LISTS })
  }

  /** `inner`: what a memoizer is about to be given. */
  follow(inner: AnyFunction): FollowedMemoizer {
    return new FollowedMemoizer(inner, (call, fresh, answer) => {
      this.#place.guard(undefined, () => this.#came(call, fresh, answer))
    })
  }

  key(key: unknown): void {
    this.#key = key
  }

  /** `value`: what the look-up answered; `isTest`: only whether there is an entry. */
  looked(value: unknown, structure: unknown, isTest: boolean): void {
    const [, property, , compared] = this.#told
    if (compared === 0 || !isObject(structure)) return
    const holder = property === '' ? structure : ownValue(structure, property)
    const key = this.#key
    if (!isObject(holder) || isObject(key)) return
    this.#place.guard(undefined, () => this.#found(holder, key, isTest ? entryAt(holder, key) : value))
  }

  #came({ self, list }: Call, fresh: unknown, { computed, result }: Answer): void {
    if (isObject(fresh) && !this.#pace.take()) return
    const now = { result: fresh }
    this.#latest = now
    const first = apply(this.#firstOf, self, list)
    if (first !== now) {
      const isSteady = !this.#differs(first.result, fresh)
      this.#count(isSteady ? 'steady' : 'unsteady')
      if (!isSteady) return
    }
    if (!computed && this.#differs(result, fresh)) this.#stale(`(${printArguments(list).join(', ')})`, result, fresh)
    this.#place.recorder.touch()
  }

  /** The function that asked it last has put there what it came to. */
  #found(holder: object, key: unknown, entry: unknown): void {
    const entries = this.#entries.get(holder) ?? new Map<unknown, unknown>()
    this.#entries.set(holder, entries)
    if (entry === undefined || entry === null) entries.delete(key)
    else if (entries.has(key)) this.#compareEntry(key, entries.get(key), entry)
    else if (entries.size < MOST_KEYS) entries.set(key, entry)
  }

  #compareEntry(key: unknown, stored: unknown, entry: unknown): void {
    const [, , , compared] = this.#told
    if (compared === 1 && !(typeof stored === 'string' && typeof entry === 'string')) return
    if (isObject(entry) && !this.#pace.take()) return
    if (this.#differs(stored, entry)) this.#stale(printValue(key), stored, entry)
    this.#place.recorder.touch()
  }

  #differs(stored: unknown, fresh: unknown): boolean {
    const { sameness, parts } = deepWork.spend(() => sameContent(stored, fresh))
    this.#pace.spend(parts)
    return sameness === 'different'
  }

  #stale(asked: string, stored: unknown, fresh: unknown): void {
    this.#count('stale')
    if (this.#isTold) return
    this.#isTold = true
    const [cache] = this.#told
    const entry = { asked, stored: printValue(stored), fresh: printValue(fresh) }
    this.#place.recorder.line({ type: 'stale-entry', cache, entry })
  }

  #count(counter: CacheCounter): void {
    const { recorder, base } = this.#place
    ;(recorder.counters[base + CACHE_COUNTER_INDEX[counter]] as number) += 1
  }
}

interface Call {
  self: unknown
  list: unknown[]
}

interface Answer {
  /** It did not have it. */
  computed: boolean
  result: unknown
}

const KEEPS_NOTHING = { has: () => false, get: () => undefined, set() {}, delete: () => false }

type WhenCame = (call: Call, fresh: unknown, answer: Answer) => void

/** A memoized function that is asked, and computes all the same where it remembers. */
export class FollowedMemoizer {
  /** To be given to the memoizer: it tells when that computes. */
  readonly inner: AnyFunction
  readonly #original: AnyFunction
  readonly #came: WhenCame
  #computed = false
  /** What a call that is on its way to the function would have been answered by; undefined: none that is known of. */
  #asked: { key: unknown } | undefined
  readonly #kept = new Map<unknown, unknown>()

  constructor(original: AnyFunction, came: WhenCame) {
    this.#original = original
    this.#came = came
    this.inner = new Proxy(original, {
      apply: (_original, self, list: unknown[]) => {
        const asked = this.#asked
        this.#asked = undefined
        try {
          const result = apply(original, self, list)
          if (asked) this.#remember(asked.key, { self, list }, result)
          return result
        } finally {
          this.#computed = true
        }
      },
    })
  }

  /** In its options: it keeps nothing, and what it would have kept is kept here. */
  options(own: unknown): object {
    const cacheKey = (list: unknown[]) => {
      this.#asked = { key: typeof own === 'function' ? apply(own as AnyFunction, undefined, [list]) : list[0] }
      return {}
    }
    return { cacheKey, cache: { ...KEEPS_NOTHING, clear: () => this.#kept.clear() } }
  }

  #remember(key: unknown, call: Call, fresh: unknown): void {
    const computed = !this.#kept.has(key)
    this.#came(call, fresh, { computed, result: this.#kept.get(key) })
    if (computed && this.#kept.size < MOST_KEYS) this.#kept.set(key, fresh)
  }

  /** Whoever gets callbacks answers by them, once each: such a call is not asked. */
  call(memoized: AnyFunction, self: unknown, list: unknown[]): unknown {
    if (list.some((value) => typeof value === 'function')) return apply(this.#original, self, list)
    const answer = this.#ask(memoized, self, list)
    const fresh = answer.computed ? answer.result : apply(this.#original, self, list)
    this.#came({ self, list }, fresh, answer)
    return fresh
  }

  /** What is called inside of the call, by the same name too, has come to its end before. */
  #ask(memoized: AnyFunction, self: unknown, list: unknown[]): Answer {
    this.#computed = false
    const result = apply(memoized, self, list)
    const computed = this.#computed
    this.#computed = false
    return { computed, result }
  }
}
