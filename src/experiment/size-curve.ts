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

/** The bounds of the caches that are asked about, in entries. */
export interface CacheSizes {
  /** Size that `hits` and `misses` were counted at. */
  cacheSize: number
  maxCacheSize: number
}

/** Of one cache in one process. */
type Distances = Pick<DistancesLine, 'distances' | 'cold'>

/** What a cache of `cacheSize` entries really would have had. */
export interface Counted {
  hits: number
  misses: number
}

/**
 * Reuse distances know nothing of calls whose result is not kept (they threw, or their promise was rejected): where the
 * counted hits are fewer than the distances promise, every point is lower in proportion. A process that was killed has
 * told the distances of its first calls, or none: where no process has any, there is the one point that was counted.
 */
export function countedCurve(lines: readonly Distances[], counted: Counted, sizes: CacheSizes): SizeCurve {
  const { hits, misses } = counted
  if (hits + misses === 0) return sizeCurve(lines, sizes.maxCacheSize)
  if (lines.length === 0) return onePoint(hits / (hits + misses), sizes.cacheSize)
  const promised = hitsWithin(lines, sizes.cacheSize)
  const all = withUntold(lines, counted, sizes.cacheSize)
  return scaled(sizeCurve(all, sizes.maxCacheSize), promised === 0 ? 1 : Math.min(1, hits / promised))
}

/** Calls that were counted and whose distances nobody told are taken to be like those told, hits and misses each. */
function withUntold(lines: readonly Distances[], { hits, misses }: Counted, cacheSize: number): readonly Distances[] {
  const near = hitsWithin(lines, cacheSize)
  const cold = lines.reduce((sum, line) => sum + line.cold, 0)
  const missed = hitsWithin(lines, Number.POSITIVE_INFINITY) - near + cold
  const untold = hits + misses - near - missed
  if (untold <= 0) return lines
  const untoldHits = Math.min(Math.max(hits - near, 0), untold)
  const untoldMisses = untold - untoldHits
  const [ofNear, ofMissed] = [near === 0 ? 0 : untoldHits / near, missed === 0 ? 0 : untoldMisses / missed]
  const more = lines.map((line) => ({
    distances: line.distances.map(([distance, accesses]): [number, number] => [
      distance,
      accesses * (distance <= cacheSize ? ofNear : ofMissed),
    ]),
    cold: line.cold * ofMissed,
  }))
  const unlike: Distances = {
    distances: near === 0 && untoldHits > 0 ? [[cacheSize, untoldHits]] : [],
    cold: missed === 0 ? untoldMisses : 0,
  }
  return [...lines, ...more, unlike]
}

function onePoint(hitRate: number, size: number): SizeCurve {
  return { points: [[size, hitRate]], recommendedMaxsize: hitRate === 0 ? undefined : size, bestHitRate: hitRate }
}

function scaled({ points, recommendedMaxsize, bestHitRate }: SizeCurve, kept: number): SizeCurve {
  return {
    points: points.map(([size, hitRate]) => [size, hitRate * kept]),
    recommendedMaxsize: kept === 0 ? undefined : recommendedMaxsize,
    bestHitRate: bestHitRate === undefined ? undefined : bestHitRate * kept,
  }
}

/** Adds the histograms of all processes up: each has a cache of its own, so a hit in one is a hit in the sum. */
export function sizeCurve(lines: readonly Distances[], maxCacheSize: number): SizeCurve {
  const hitsAt = (size: number) => hitsWithin(lines, size)
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

function hitsWithin(lines: readonly Distances[], size: number): number {
  const histogram = lines.flatMap((line) => line.distances)
  return histogram.reduce((hits, [distance, accesses]) => hits + (distance <= size ? accesses : 0), 0)
}

/** 1, 2, 4, ... and the largest size itself. */
function sizesUpTo(largest: number): number[] {
  const sizes: number[] = []
  for (let size = 1; size < largest; size *= 2) sizes.push(size)
  return [...sizes, largest]
}
