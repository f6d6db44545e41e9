/**
 * Works out the reuse distances of a site whose calls were not all followed: a key that was last seen before some calls
 * were let pass is further away than can be told, and must not be taken for nearer than it is.
 */

/** What is known of accesses, of how far away their key was used last. */
export interface DistanceCounts {
  /** Accesses by distance, as if those that were let pass had never been. */
  histogram: Map<number, number>
  /** Accesses of keys that had not been seen before. */
  cold: number
  /** undefined: none was let pass. */
  cutShort?: CutShort | undefined
}

/** Accesses of keys that were not seen since calls were let pass, or since a cache began to be followed. */
export interface CutShort {
  /** Keys of each cache when calls were let pass for the first time: the nth was new after n - 1 others. */
  first: number[]
  /** By the number of other keys that were seen since: they are further away than that. */
  beyond: Map<number, number>
  /** By their distance in the histogram; some more are among the cold ones. */
  apparent: Map<number, number>
}

export function noneCutShort(): CutShort {
  return { first: [], beyond: new Map(), apparent: new Map() }
}

export function copyOf({ first, beyond, apparent }: CutShort): CutShort {
  return { first: [...first], beyond: new Map(beyond), apparent: new Map(apparent) }
}

/** Distances in ascending order, and how many accesses are further away than any, or the first of their key. */
export interface LikelyDistances {
  distances: [distance: number, accesses: number][]
  cold: number
}

/**
 * What is only known to lie beyond some distance is shared out among all that does. Kaplan and Meier (1958), "Nonparametric
 * estimation from incomplete observations". Beyond the largest distance that was seen for certain, the apparent ones are
 * all there is.
 */
export function likelyDistances({ histogram, cold, cutShort }: DistanceCounts): LikelyDistances {
  if (cutShort === undefined) return { distances: ascending(histogram), cold }
  const { first, beyond, apparent } = cutShort
  const cutBefore = cutsBefore(cutShort)
  const firsts = sum(beyond) - sum(apparent) + first.reduce((keys, more) => keys + more, 0)
  const all = sum(histogram) + firsts
  const found: [number, number][] = []
  let left = all
  let seen = 0
  for (const [distance, accesses] of certainOf(histogram, apparent)) {
    const share = (left * accesses) / (all - seen - cutBefore(distance))
    found.push([distance, share])
    left -= share
    seen += accesses
  }
  const furthest = found.at(-1)?.[0] ?? 0
  const tail = ascending(apparent).filter(([distance]) => distance > furthest)
  const inTail = sum(new Map(tail)) + firsts
  for (const [distance, accesses] of tail) found.push([distance, (left * accesses) / inTail])
  return inWholes(found, sum(histogram) + cold)
}

/** Seen for certain: their key had been used since calls were let pass. */
function certainOf(histogram: Map<number, number>, apparent: Map<number, number>): [number, number][] {
  return ascending(histogram).flatMap(([distance, all]): [number, number][] => {
    const accesses = all - (apparent.get(distance) ?? 0)
    return accesses === 0 ? [] : [[distance, accesses]]
  })
}

/** How many were cut short before they could have been seen at a distance; to be asked in ascending order. */
function cutsBefore({ first, beyond }: CutShort): (distance: number) => number {
  const cuts = ascending(beyond)
  let at = 0
  let passed = 0
  return (distance) => {
    for (; at < cuts.length && (cuts[at] as [number, number])[0] < distance; at++) passed += cuts[at]?.[1] ?? 0
    return first.reduce((before, keys) => before + Math.min(keys, distance), passed)
  }
}

/** Rounded so that they still add up. */
function inWholes(shares: readonly [number, number][], total: number): LikelyDistances {
  let exact = 0
  let whole = 0
  const distances = shares.flatMap(([distance, share]): [number, number][] => {
    exact += share
    const accesses = Math.round(exact) - whole
    whole += accesses
    return accesses === 0 ? [] : [[distance, accesses]]
  })
  return { distances, cold: total - whole }
}

function ascending(histogram: ReadonlyMap<number, number>): [number, number][] {
  return [...histogram].sort(([one], [other]) => one - other)
}

function sum(histogram: ReadonlyMap<number, number>): number {
  let all = 0
  for (const count of histogram.values()) all += count
  return all
}
