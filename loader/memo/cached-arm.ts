/** The `cached` arm: what `memoize` does, with the statistics of all of a site's closures in the site's own counters. */
import { cachingWrapper } from './caching-wrapper.js'
import type { Callable } from './likeness.js'
import { ResultCache } from './result-cache.js'

const READS_THIS = 1

/** The part of an armed site that caching looks at. */
export interface CachedSite {
  flags: number
  maxsize: number
  counters: Float64Array
  base: number
}

/** Each function it is given gets a cache of its own: closures of one site may have captured different things. */
export function cachedArm(site: CachedSite): (fn: Callable) => Callable {
  const statistics = { counters: site.counters, base: site.base }
  const keyedByThis = (site.flags & READS_THIS) !== 0
  return (fn) => cachingWrapper({ fn, cache: new ResultCache(site.maxsize, statistics), keyedByThis, ...statistics })
}
