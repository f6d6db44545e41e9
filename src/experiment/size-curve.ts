/** Hit rate at every cache size from one run, by the reuse distances of Mattson et al. (1970). */
import type { DistancesLine } from '../wire/record.js'

/** Share of the hits attainable at `maxCacheSize` that the recommended size must have. */
const ENOUGH_HITS = 0.95

export interface SizeCurve {
  /** Hit rate (0..1) at 1, 2, 4, ... up to `maxCacheSize` entries. */
  points: [size: number, hitRate: number][]
  /** Smallest power of two (or `maxCacheSize`) with 95 % of the attainable hits; undefined: nothing repeats. */
  recommendedMaxsize: number | undefined
  /** At `recommendedMaxsize`; 0 when nothing repeats; undefined: never called. */
  bestHitRate: number | undefined
}

/** Adds the histograms of all processes up: each has a cache of its own, so a hit in one is a hit in the sum. */
export function sizeCurve(lines: readonly DistancesLine[], maxCacheSize: number): SizeCurve {
  const histogram = lines.flatMap((line) => line.distances)
  const hitsAt = (size: number) =>
    histogram.reduce((hits, [distance, accesses]) => hits + (distance <= size ? accesses : 0), 0)
  const cold = lines.reduce((sum, line) => sum + line.cold, 0)
  const accesses = cold + hitsAt(Number.POSITIVE_INFINITY)
  if (accesses === 0) return { points: [], recommendedMaxsize: undefined, bestHitRate: undefined }
  const sizes = sizesUpTo(maxCacheSize)
  const points = sizes.map((size): [number, number] => [size, hitsAt(size) / accesses])
  const attainable = points.at(-1)?.[1] ?? 0
  if (attainable === 0) return { points, recommendedMaxsize: undefined, bestHitRate: 0 }
  const [recommendedMaxsize, bestHitRate] = points.find(([, rate]) => rate >= ENOUGH_HITS * attainable) as [
    number,
    number,
  ]
  return { points, recommendedMaxsize, bestHitRate }
}

/** 1, 2, 4, ... and the largest size itself. */
function sizesUpTo(largest: number): number[] {
  const sizes: number[] = []
  for (let size = 1; size < largest; size *= 2) sizes.push(size)
  return [...sizes, largest]
}
