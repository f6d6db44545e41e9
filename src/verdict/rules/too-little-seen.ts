/** Was it called often enough, and where it could be watched? */

import type { SiteEvidence } from '../evidence.js'
import { type Finding, finding, type Rule, ruling } from '../ruling.js'
import type { Thresholds } from '../thresholds.js'

/** Not measured, whatever it would have shown. */
const LEFT_ALONE = new Set<string>(['no-writable-binding', 'private-method', 'refers-to-itself', 'decorated'])

export const tooLittleSeen: Rule = (evidence, thresholds) => ruling('INCONCLUSIVE', whatIsMissing(evidence, thresholds))

function whatIsMissing(evidence: SiteEvidence, { minCalls }: Thresholds): Finding[] {
  const { site, observation, instrumented, loaded, partly, unseenIn } = evidence
  if (site.unwrappable && LEFT_ALONE.has(site.unwrappable)) return [finding(site.unwrappable)]
  if (!loaded) return [unseenIn ? finding('not-instrumented', { runner: unseenIn }) : finding('not-loaded')]
  if (!instrumented || observation === undefined) return [finding('not-instrumented')]
  const { calls, hits, misses, bypassed, untrackedInstances } = observation.counters
  const closures = untrackedInstances > 0 ? [finding('closures-untracked', { untracked: untrackedInstances })] : []
  if (calls + bypassed === 0) return [...closures, finding('never-called')]
  if (calls < minCalls) return [finding('too-few-calls', { calls, minCalls }), ...closures]
  if (hits + misses === 0) return [finding('only-bypassed', { bypassed })]
  return partly ? [finding('partly-instrumented')] : []
}
