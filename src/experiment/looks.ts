/** When validation looks at its results: after whole blocks, fixed beforehand, each with its share of the error. */

import type { Decision } from '../stats/noise-floor.js'
import { type RandomSource, randomSource } from '../stats/random.js'
import { decisionAlpha } from '../stats/spent-alpha.js'
import { planBlock } from './block.js'
import type { PlannedPair } from './measured-pair.js'
import { type Nesting, UNKNOWN_NESTING } from './nesting.js'
import type { ExperimentOptions } from './options.js'

/** Each but the second doubles the pairs so far. */
export const MOST_LOOKS = 5

/** Sites validated at most, those with the largest predicted saving first. */
export const MOST_VALIDATED = 20

/** Of the intervals that are shown; those that decide are at least as wide. */
export const SHOWN_ALPHA = 0.05

/** What the decisions of one look may be wrong by. */
interface LookError {
  /** For one site, were it the only one. */
  single: number
  /** For one site of all that are open: with this probability none is called worth a cache that is not. */
  shared: number
}

/** One look at the results. */
export interface Look extends LookError {
  /** What speaks against each other there is looked at again. */
  first: boolean
  /** Of the look after this one, or after the last as if there were one more. */
  next: LookError
}

/** @param open sites that are not decided yet. */
export function lookAt(look: number, open: number, alpha: number): Look {
  return { first: look === 0, ...errorAt(look, open, alpha), next: errorAt(look + 1, open, alpha) }
}

function errorAt(look: number, open: number, alpha: number): LookError {
  const at = Math.min(look, MOST_LOOKS - 1)
  const of = (candidates: number) => Math.min(SHOWN_ALPHA, decisionAlpha(at, MOST_LOOKS, candidates, alpha))
  return { single: of(1), shared: of(open) }
}

/** What a block is planned from. */
export interface BlockRoom {
  sites: readonly string[]
  nesting: Nesting
  /** Pairs for each site, at least. */
  repeats: number
  pairsLeft: number
  random: RandomSource
}

/** The block before a look (0-based); empty: there is no room for one. */
export function blockBefore(look: number, room: BlockRoom): PlannedPair[] {
  return look === 0 ? firstBlock(room) : laterBlock(look, room)
}

/**
 * Where it would leave no room for another one, it takes all there is: one look, and no error kept for others. Of sites
 * that have pairs of their own, though, some can have a second look when the others are settled.
 */
function firstBlock(room: BlockRoom): PlannedPair[] {
  let block = blockOf(room.repeats, undefined, room)
  for (let pairs = block.length + 1; 2 * block.length > room.pairsLeft && pairs <= room.pairsLeft; pairs += 1) {
    const larger = blockOf(pairs, undefined, room)
    if (larger.length === 0) break
    block = larger
  }
  return block
}

/** As many pairs as before, or half of that, and so on: as there is room. The noise is known from the first block. */
function laterBlock(look: number, room: BlockRoom): PlannedPair[] {
  for (let doublings = look - 1; doublings >= 0; doublings -= 1) {
    const block = blockOf(room.repeats * 2 ** doublings, 1, room)
    if (block.length > 0) return block
  }
  return []
}

function blockOf(
  leastPairs: number,
  spare: number | undefined,
  { sites, nesting, pairsLeft, random }: BlockRoom,
): PlannedPair[] {
  const block = planBlock(sites, nesting, { leastPairs, spare, random })
  return block.length <= pairsLeft ? block : []
}

export type LookOptions = Pick<ExperimentOptions, 'repeats' | 'speedupThreshold' | 'budgetRuns' | 'alpha'>

/**
 * The last look at so many sites, none of them settled before: its pairs are all that the budget of runs allows.
 * @returns undefined where it allows no look that could tell them from noise.
 */
export function lastDecision(
  candidates: number,
  { repeats, speedupThreshold, budgetRuns, alpha }: LookOptions,
): Decision | undefined {
  const sites = Array.from({ length: candidates }, (_, index) => String(index))
  const random = randomSource(0)
  let [pairs, last] = [0, 0]
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const pairsLeft = Math.floor(budgetRuns / 2) - pairs
    const block = blockBefore(look, { sites, nesting: UNKNOWN_NESTING, repeats, pairsLeft, random })
    if (block.length === 0) break
    pairs += block.length
    last = look
  }
  if (pairs <= candidates) return undefined
  return { candidates, pairs, alpha: lookAt(last, candidates, alpha).shared, threshold: speedupThreshold }
}
