/** Functions that never give the same twice, cached in every way that tells arguments by content. */
import { cachedArm } from '../../../loader/memo/cached-arm.js'
import { memoize } from '../../../loader/memoize.js'
import { armed } from '../observe/armed.js'

export interface Cached {
  call: (...list: unknown[]) => number
  counts(): { hits: number; misses: number; bypassed: number; held: number }
}

function memoized(key: 'structural' | ((...list: unknown[]) => unknown)): Cached {
  let calls = 0
  const call = memoize((..._list: unknown[]) => ++calls, { key, maxsize: Number.POSITIVE_INFINITY })
  return {
    call,
    counts() {
      const { hits, misses, bypassed = 0, currsize } = call.cache_info()
      return { hits, misses, bypassed, held: currsize }
    },
  }
}

function projected(): Cached {
  let calls = 0
  const leaves = [0, 1].map((from) => ({ from, path: [], by: 'content' as const }))
  const { call, counts } = armed(cachedArm, (..._list: unknown[]) => ++calls, {
    key: { strategy: 'projected', leaves },
    maxsize: 100_000,
  })
  return {
    call,
    counts() {
      const { hits = 0, misses = 0, bypassed = 0, currsize = 0 } = counts('hits', 'misses', 'bypassed', 'currsize')
      return { hits, misses, bypassed, held: currsize }
    },
  }
}

/** Every way to a key of content. */
export const KEYED: Record<string, () => Cached> = {
  structural: () => memoized('structural'),
  "the owner's": () => memoized((...list) => list),
  projected,
}
