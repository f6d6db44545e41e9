/** What one cache for all closures of a site would have done, whose keys hold what they capture beside the arguments. */
import type { DistancesLine } from './record.js'

/** Written at the end of a process in which closures were called that could be asked for what they capture. */
export interface SharedCacheLine {
  type: 'shared-cache'
  site: string
  /** The site's own block. */
  block?: number
  /** Closures that were made and watched, over all evaluations of their module. */
  instances: number
  /** The most of one evaluation: those could share. */
  mostTogether: number
  /** As of the site, at the size that cache_info is quoted at. */
  hits: number
  misses: number
  bypassed: number
  /** Would-be hits whose fresh result was another one. */
  mismatches: number
  distances: DistancesLine['distances']
  cold: number
}

/** The same over all processes. */
export interface SharedCacheRecord
  extends Pick<SharedCacheLine, 'instances' | 'hits' | 'misses' | 'bypassed' | 'mismatches'> {
  distances: Pick<DistancesLine, 'distances' | 'cold'>[]
}

/** undefined: no two closures could have shared a cache. */
export function sumSharedCaches(lines: readonly SharedCacheLine[]): SharedCacheRecord | undefined {
  if (!lines.some(({ mostTogether }) => mostTogether > 1)) return undefined
  const total = (count: (line: SharedCacheLine) => number) => lines.reduce((sum, line) => sum + count(line), 0)
  return {
    instances: total((line) => line.instances),
    hits: total((line) => line.hits),
    misses: total((line) => line.misses),
    bypassed: total((line) => line.bypassed),
    mismatches: total((line) => line.mismatches),
    distances: lines.map(({ distances, cold }) => ({ distances, cold })),
  }
}
