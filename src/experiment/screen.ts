/** Screening: which sites repeat, may be cached as far as can be seen, and promise to pay. DESIGN §5. */
import type { RunOutcome } from '../launch/run-outcome.js'
import { accuse } from './accuse.js'
import { runAllCached } from './all-cached.js'
import { pairsLeftIn } from './budget.js'
import { candidatesAmong } from './candidates.js'
import { lookCloser } from './closer-look.js'
import { withCheaperKeys } from './dear-keys.js'
import { hotSpotOf, rankInProfile } from './hot-spots.js'
import { type Launch, type OnProgress, unlessRunsEnd } from './launch-port.js'
import { nestingOf, UNKNOWN_NESTING } from './nesting.js'
import type { SiteObservation } from './observation.js'
import { observationsOf, observe } from './observe.js'
import type { ExperimentOptions, ProbedSite } from './options.js'
import { RunLedger } from './run-ledger.js'
import type { Candidate, Screening, Survivor } from './screening.js'
import { timeCandidates } from './time.js'

/**
 * One `observe` run, the `time` runs of those worth it, a closer look at what survived, and one run with that cached.
 * @throws {ProbeError} when the command cannot be observed: see {@link observe}.
 */
export async function screen(
  options: ExperimentOptions,
  sites: readonly ProbedSite[],
  launch: Launch,
  onProgress: OnProgress = () => {},
): Promise<Screening> {
  const ledger = new RunLedger(launch, onProgress)
  const outcome = await observe(sites, ledger)
  const observations = observationsOf(outcome, sites, options)
  const survived = await unlessRunsEnd(survivorsAmong(sites, outcome, observations, options, ledger))
  const { skipped, cpuSource, caches = [] } = outcome
  return {
    observations,
    records: outcome.sites,
    caches,
    survivors: survived?.survivors ?? [],
    nesting: survived?.nesting ?? UNKNOWN_NESTING,
    skipped,
    faults: [...ledger.faults],
    warnings: ledger.warnings(),
    cpuSource,
    runs: ledger.runs,
    seconds: ledger.seconds,
    observed: ledger.observed,
  }
}

async function survivorsAmong(
  sites: readonly ProbedSite[],
  outcome: RunOutcome,
  observations: Map<string, SiteObservation>,
  options: ExperimentOptions,
  ledger: RunLedger,
): Promise<Pick<Screening, 'survivors' | 'nesting'>> {
  const worthTiming = (among: readonly ProbedSite[]) => candidatesAmong(among, outcome, observations, options)
  const candidates = worthTiming(sites)
  const timed = await timeAll(candidates, observations, options, ledger)
  const dear = withCheaperKeys(candidates, observations)
  const again = worthTiming(sites.filter(({ id }) => dear.has(id)))
  const timedAgain = await timeAll(again, observations, options, ledger)
  const worthwhile = [...timed.filter(({ id }) => !dear.has(id)), ...timedAgain]
  // What cannot be measured any more will not be applied: nothing else need be known of it.
  const isMeasurable = pairsLeftIn(options, ledger)() > 0
  const promising = isMeasurable ? await lookCloser(worthwhile, observations, options, ledger) : worthwhile
  const together = isMeasurable && promising.length > 0 ? await runAllCached(promising, ledger) : undefined
  accuse(observations, together?.culprits ?? [])
  const survivors = promising.filter(({ id }) => observations.get(id)?.culprit === undefined)
  survivors.sort(byWorth(sites, observations, options))
  return { survivors, nesting: nestingOf(survivors, observations, together?.outcome) }
}

async function timeAll(
  candidates: readonly Candidate[],
  observations: ReadonlyMap<string, SiteObservation>,
  options: ExperimentOptions,
  ledger: RunLedger,
): Promise<Survivor[]> {
  const promising: Survivor[] = []
  for (const group of separately(candidates)) promising.push(...(await timeGroup(group, observations, options, ledger)))
  return promising
}

/** Calls may lie three deep in each other; below that nobody is asked any more what caching them alone would save. */
const MOST_LEVELS = 3

/** Sites that others hide are timed once more, without those others: caching them alone may pay as much. */
async function timeGroup(
  group: readonly Candidate[],
  observations: ReadonlyMap<string, SiteObservation>,
  options: ExperimentOptions,
  ledger: RunLedger,
): Promise<Survivor[]> {
  const first = await timeCandidates(group, options, ledger)
  const placed = (id: string) => ({ insideOf: first.insideOf.get(id) ?? [] })
  for (const [id, timing] of first.timings) {
    Object.assign(observations.get(id) ?? {}, { timing: { ...timing, ...placed(id) } })
  }
  const survivors = [...first.survivors]
  let { hidden } = first
  for (let level = 1; level <= MOST_LEVELS && hidden.length > 0; level += 1) {
    const alone = await timeCandidates(hidden, options, ledger)
    for (const [id, { savedShare, ...costs }] of alone.timings) {
      const earlier = first.timings.get(id)?.savedShare ?? savedShare
      const timing = { ...costs, ...placed(id), savedShare: earlier, aloneShare: savedShare }
      Object.assign(observations.get(id) ?? {}, { timing })
    }
    survivors.push(...alone.survivors)
    if (alone.hidden.length === hidden.length) break
    hidden = alone.hidden
  }
  return survivors
}

/** Hits are counted outermost only: a stateful site, which may never be applied, must not hide what it calls. */
function separately(candidates: readonly Candidate[]): Candidate[][] {
  const [clean, stateful] = [false, true].map((state) => candidates.filter((one) => one.stateful === state))
  return [clean ?? [], stateful ?? []]
}

/** Validation takes as many as it has room for: first what a profile shows to be hot, then what promises most. */
function byWorth(
  sites: readonly ProbedSite[],
  observations: ReadonlyMap<string, SiteObservation>,
  options: ExperimentOptions,
): (one: Survivor, other: Survivor) => number {
  const ranks = new Map(
    sites.map((site) => [site.id, rankInProfile(hotSpotOf(site, observations.get(site.id), options))]),
  )
  const rank = ({ id }: Survivor) => ranks.get(id) ?? 0
  return (one, other) => rank(other) - rank(one) || byPromise(one, other)
}

function byPromise(one: Survivor, other: Survivor): number {
  return (other.predictedShare ?? 0) - (one.predictedShare ?? 0)
}
