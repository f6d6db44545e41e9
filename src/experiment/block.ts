/** Plans one block of pairs: every pair toggles all sites of a group, and nested sites keep out of each other's groups. */
import { foldoverPairs } from '../stats/foldover.js'
import { type RandomSource, shuffled } from '../stats/random.js'
import type { PlannedPair } from './measured-pair.js'
import { areNested, type Nesting } from './nesting.js'

export interface BlockSize {
  /** Each site is toggled in at least so many pairs. */
  leastPairs: number
  /** Pairs of a group beyond its sites, to tell the noise by; undefined: as a first block needs. */
  spare?: number | undefined
}

/** The pairs of the block are in random order. DESIGN §6. */
export function planBlock(
  sites: readonly string[],
  nesting: Nesting,
  { leastPairs, spare, random }: BlockSize & { random: RandomSource },
): PlannedPair[] {
  const pairs = separated(sites, nesting).flatMap((group) =>
    foldoverPairs(group.length, leastPairs, random, spare).map((signs): PlannedPair => {
      const cachedWhere = (sign: number) => group.filter((_, factor) => signs[factor] === sign)
      return [cachedWhere(1), cachedWhere(-1)]
    }),
  )
  return shuffled(pairs, random)
}

/** Each site joins the first group that holds nobody it is nested with. */
export function separated(sites: readonly string[], nesting: Nesting): string[][] {
  const groups: string[][] = []
  for (const site of sites) {
    const group = groups.find((members) => !members.some((member) => areNested(member, site, nesting)))
    if (group === undefined) groups.push([site])
    else group.push(site)
  }
  return groups
}
