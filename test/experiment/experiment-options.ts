/** The options that the experiment's tests share: the tool's own defaults. */
import type { ExperimentOptions, ProbedSite } from '../../src/experiment/options.js'
import type { SyntheticSite } from './synthetic-world.js'

export const OPTIONS: ExperimentOptions = {
  cacheSize: 128,
  maxCacheSize: 4096,
  hitRateThreshold: 0.2,
  screeningFloor: 0.03,
  speedupThreshold: 0.05,
  minCalls: 100,
  minTotalMs: 100,
  repeats: 3,
  seed: 1,
  budgetRuns: 60,
  budgetSeconds: 3600,
  duet: false,
  alpha: 0.05,
}

export function probed(sites: readonly SyntheticSite[], change: Partial<ProbedSite> = {}): ProbedSite[] {
  return sites.map(({ id }) => ({ id, async: false, candidate: true, state: 'none', ...change }))
}
