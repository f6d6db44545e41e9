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

/** Of the intervals that are shown; those that decide are at least as wide. */
export const SHOWN_ALPHA = 0.05

/** What a decision of one look may be wrong by. */
export interface LookAlphas {
  /** For one site, were it the only one. */
  single: number
  /** For one site of all that are open: with this probability none is called worth a cache that is not. */
  shared: number
}

/** @param open sites that are not decided yet. */
export function alphasAt(look: number, open: number, alpha: number): LookAlphas {
  const of = (candidates: number) => Math.min(SHOWN_ALPHA, decisionAlpha(look, MOST_LOOKS, candidates, alpha))
  return { single: of(1), shared: of(open) }
}

/** The block before a look; smaller than that look should have where only so many pairs are left, empty where none fits. */
export function blockBefore(
  look: number,
  sites: readonly string[],
  nesting: Nesting,
  { repeats, pairsLeft, random }: { repeats: number; pairsLeft: number; random: RandomSource },
): PlannedPair[] {
  for (let doublings = Math.max(0, look - 1); doublings >= 0; doublings -= 1) {
    const block = planBlock(sites, nesting, repeats * 2 ** doublings, random)
    if (block.length <= pairsLeft) return block
  }
  return []
}

/** The last look at so many sites, none of them settled before: its pairs are all that the budget of runs allows. */
export function lastDecision(
  candidates: number,
  options: Pick<ExperimentOptions, 'repeats' | 'speedupThreshold' | 'budgetRuns' | 'alpha'>,
): Decision {
  const sites = Array.from({ length: candidates }, (_, index) => String(index))
  const random = randomSource(0)
  let [pairs, last] = [0, 0]
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const pairsLeft = Math.floor(options.budgetRuns / 2) - pairs
    const block = blockBefore(look, sites, UNKNOWN_NESTING, { repeats: options.repeats, pairsLeft, random })
    if (block.length === 0) break
    pairs += block.length
    last = look
  }
  return { pairs, alpha: alphasAt(last, candidates, options.alpha).shared, threshold: options.speedupThreshold }
}
