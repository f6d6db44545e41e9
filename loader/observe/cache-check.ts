/** Holds what a cache that is switched off would have handed out against what was computed in its place. */
import { CACHE_COUNTER_INDEX, type CacheCounter } from '../../src/wire/cache-marks.js'
import { COUNTER_STRIDE } from '../../src/wire/counters.js'
import type { AnyFunction } from '../armed-site.js'
import { apply, is, ownValue } from '../intrinsics.js'
import { memoize } from '../memo/memoize.js'
import type { ProcessRecorder } from '../recorder.js'
import { entryAt } from './cache-entries.js'
import type { ToldCache } from './cache-watch.js'
import { DeepCheckPace } from './deep-check-pace.js'
import { deepWork } from './deep-work-budget.js'
import { printArguments, printValue } from './print-value.js'
import { isObject, type Sameness, sameContent } from './same-content.js'
import type { Guard } from './watched-cache.js'

/** Lists of arguments whose first result is remembered. */
const MOST_LISTS = 4096
/** Keys of one structure whose first entry is remembered. */
const MOST_KEYS = 4096
/** Was asked for in vain: what is there next, the function has put there. */
const MISSING = Symbol('missing')

/** A check for each cache that is told of, for as long as there is room to count. */
export function cacheChecks(
  recorder: Pick<ProcessRecorder, 'reserve' | 'line' | 'touch' | 'counters'>,
  guard: Guard,
  exhaustive: boolean,
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
    return new CacheCheck(told, { recorder, guard, base: firstBlock * COUNTER_STRIDE, exhaustive })
  }
}

interface CheckPlace {
  recorder: Pick<ProcessRecorder, 'line' | 'touch' | 'counters'>
  /** First slot of its block. */
  base: number
  /** Our own faults must not reach the owner's calls. */
  guard: Guard
  /** All calls are compared, whatever that costs. */
  exhaustive: boolean
}

export class CacheCheck {
  readonly #told: ToldCache
  readonly #place: CheckPlace
  readonly #pace: DeepCheckPace
  readonly #entries = new WeakMap<object, Map<unknown, unknown>>()
  #key: unknown
  #isTold = false

  constructor(told: ToldCache, place: CheckPlace) {
    this.#told = told
    this.#place = place
    this.#pace = place.exhaustive ? new DeepCheckPace({ exhausted: false }, 1) : new DeepCheckPace()
  }

  /** `inner`: what a memoizer is about to be given. */
  follow(inner: AnyFunction): FollowedMemoizer {
    let latest: Came = { result: undefined }
    // By content: only what has the same arguments, and `this`, must come to the same.
    const firstOf: AnyFunction = memoize(() => latest, { key: 'structural', maxsize: MOST_LISTS })
    return new FollowedMemoizer(inner, (call, fresh, answer) => {
      if (!this.#pace.take()) return
      this.#place.guard(undefined, () => {
        latest = { result: fresh }
        const first = deepWork.spend(() => apply(firstOf, call.self, call.list)) as Came
        this.#came(call, fresh, answer, first === latest ? undefined : first)
      })
    })
  }

  key(key: unknown): void {
    this.#key = key
  }

  /** `value`: what the look-up answered; `isTest`: only whether there is an entry. */
  looked(value: unknown, structure: unknown, isTest: boolean): void {
    const [, property, , compared] = this.#told
    if (compared === 0) return
    this.#place.guard(undefined, () => {
      const holder = property === '' || !isObject(structure) ? structure : ownValue(structure, property)
      const key = this.#key
      if (isObject(holder) && !isObject(key)) this.#found(holder, key, isTest ? entryAt(holder, key) : value)
    })
  }

  #came({ list }: Call, fresh: unknown, { computed, result }: Answer, first: Came | undefined): void {
    this.#place.recorder.touch()
    const sameness = first && this.#sameness(first.result, fresh)
    if (sameness === 'same') this.#count('steady')
    if (sameness === 'different') this.#count('unsteady')
    else if (!computed && this.#sameness(result, fresh) === 'different')
      this.#stale(`(${printArguments(list).join(', ')})`, result, fresh)
  }

  /** The function that asked for it in vain has put there what it came to. */
  #found(holder: object, key: unknown, entry: unknown): void {
    const entries = this.#entries.get(holder) ?? new Map<unknown, unknown>()
    this.#entries.set(holder, entries)
    const known = entries.get(key)
    if (entry === undefined || entry === null) {
      if (known !== undefined || entries.size < MOST_KEYS) entries.set(key, MISSING)
    } else if (known === MISSING) entries.set(key, entry)
    else if (known !== undefined) this.#compareEntry(key, known, entry)
  }

  #compareEntry(key: unknown, stored: unknown, entry: unknown): void {
    if (!this.#pace.take()) return
    if (this.#sameness(stored, entry) === 'different') this.#stale(printValue(key), stored, entry)
    this.#place.recorder.touch()
  }

  #sameness(stored: unknown, fresh: unknown): Sameness {
    const { sameness, parts } = deepWork.spend(() => sameContent(stored, fresh))
    this.#pace.spend(parts)
    return sameness
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

interface Came {
  result: unknown
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
  /** The call that is on its way to the function, and its key; undefined: none that is known of. */
  #asked: { key: unknown; list: unknown[] } | undefined
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
          // Of several calls under way, as p-memoize has them, it may be another one's.
          if (asked && isSameList(asked.list, list)) this.#remember(asked.key, { self, list }, result)
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
      const key = typeof own === 'function' ? apply(own as AnyFunction, undefined, [list]) : list[0]
      this.#asked = { key, list }
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
    this.#computed = false
    const result = apply(memoized, self, list)
    // What was called inside of the call, by the same name too, has come to its end before.
    const computed = this.#computed
    this.#computed = false
    const fresh = computed ? result : apply(this.#original, self, list)
    this.#came({ self, list }, fresh, { computed, result })
    return fresh
  }
}

function isSameList(one: unknown[], other: unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => is(value, other[index]))
}
