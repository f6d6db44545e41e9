/** What validation decides by, when it has spent all it may: pairs for each candidate, and probability of error. */
import type { Decision } from '../stats/noise-floor.js'
import { randomSource } from '../stats/random.js'
import type { ExperimentOptions } from './options.js'
import { PairedDesign } from './paired-design.js'

type DecisionOptions = Pick<ExperimentOptions, 'repeats' | 'speedupThreshold'>

/** The last look at each of so many candidates. */
export function decisionFor(candidates: number, { repeats, speedupThreshold }: DecisionOptions): Decision {
  const design = new PairedDesign(repeats, randomSource(0))
  const sites = Array.from({ length: candidates }, (_, index) => String(index))
  const pairs = (design.looks * design.block(sites).length) / candidates
  return { pairs, alpha: design.alphaAt(design.looks - 1), threshold: speedupThreshold }
}

/** Runs of the command until then. */
export function mostRuns(candidates: number, options: DecisionOptions): number {
  return 2 * candidates * decisionFor(candidates, options).pairs
}
