/** Was it called often enough, and where it could be watched? */

import type { SiteEvidence } from '../evidence.js'
import { type Finding, finding, type Rule, ruling } from '../ruling.js'
import type { Thresholds } from '../thresholds.js'

export const tooLittleSeen: Rule = (evidence, thresholds) => ruling('INCONCLUSIVE', whatIsMissing(evidence, thresholds))

function whatIsMissing({ site, observation, instrumented, loaded }: SiteEvidence, { minCalls }: Thresholds): Finding[] {
  const { unwrappable } = site
  if (unwrappable === 'no-writable-binding' || unwrappable === 'private-method') return [finding(unwrappable)]
  if (!loaded) return [finding('not-loaded')]
  if (!instrumented || observation === undefined) return [finding('not-instrumented')]
  const { calls, hits, misses, bypassed, untrackedInstances } = observation.counters
  const closures = untrackedInstances > 0 ? [finding('closures-untracked', { untracked: untrackedInstances })] : []
  if (calls + bypassed === 0) return [...closures, finding('never-called')]
  if (calls < minCalls) return [finding('too-few-calls', { calls, minCalls }), ...closures]
  return hits + misses === 0 ? [finding('only-bypassed', { bypassed })] : []
}
