/** The `time` runs: what would hits of each candidate save, told as tightly as the thresholds need. */
import type { RunOutcome } from '../launch/run-outcome.js'
import type { Interval } from '../stats/interval.js'
import { mean } from '../stats/summary.js'
import { INSIDE_HIT } from '../wire/record.js'
import type { SitePlan } from '../wire/run-config.js'
import { pairsLeftIn } from './budget.js'
import { planFor } from './cached-request.js'
import { armOverheadNs, callCost } from './call-cost.js'
import type { SiteTiming } from './observation.js'
import type { ExperimentOptions } from './options.js'
import type { RunLedger } from './run-ledger.js'
import { mayBeTold, predictedShare, type TimedRun } from './saved-share.js'
import type { Candidate, Survivor } from './screening.js'
import { coldest } from './warm-up.js'

/** Clean runs at most, to tell a saving from the floor of screening; and from the threshold of a verdict, which costs less so. */
const MOST_TO_SCREEN = 5
const MOST_TO_JUDGE = 10

/** Of all runs that the owner grants: where these are few, a verdict has no more of them than screening. */
const SHARE_TO_JUDGE = 1 / 6

/** Pairs of runs that what follows in screening takes: a closer look, and all survivors cached. */
const PAIRS_TO_SCREEN = 1

/** Runs whose samples were spoilt by the sites that they dropped. */
const MOST_SPOILT = 2

/** Wrappers of dropped sites that took more of the run than this have made their callers look dearer than they are. */
const SPOILT_SHARE = 0.03

/** The command's own work is no less than this share of a run, however much the arm added. */
const LEAST_OWN_SHARE = 0.3

const NS_PER_MS = 1e6

export interface Timing {
  timings: Map<string, SiteTiming>
  /** Saving possibly at or above `screeningFloor`, or to be told from the command alone. */
  survivors: Survivor[]
  /** Ids of the sites inside of whose hits a site's hits were seen. */
  insideOf: Map<string, string[]>
  /** Below the floor only because most of their hits are inside of other sites' hits. */
  hidden: Candidate[]
}

/**
 * Repeats the `time` run while some site's interval holds a threshold that some more runs may tell it from. A site that
 * is surely below the floor is left out of later runs; where its wrapper weighed on the others, what they showed is
 * thrown away.
 */
export async function timeCandidates(
  candidates: readonly Candidate[],
  options: ExperimentOptions,
  ledger: RunLedger,
): Promise<Timing> {
  const timings = new Map<string, SiteTiming>()
  let open = candidates.filter((candidate) => !candidate.async)
  let samples = new Map<string, TimedRun[]>()
  const hidden = new Set<Candidate>()
  let insideOf = new Map<string, string[]>()
  let spoilt = 0
  const pairsLeft = pairsLeftIn(options, ledger)
  for (let clean = 0; clean < MOST_TO_JUDGE && open.length > 0; clean += 1) {
    // Timed again is only what can be measured after that.
    if (pairsLeft() <= (clean + spoilt === 0 ? 0 : options.repeats + PAIRS_TO_SCREEN)) break
    const outcome = await timeRun(open, clean + spoilt + 1, ledger)
    if (outcome === undefined) break
    if (clean + spoilt === 0) insideOf = enclosingSites(open, outcome)
    samples = withSamples(samples, open, outcome)
    for (const [id, runs] of samples) if (runs.length > 0) timings.set(id, timingOf(runs))
    const kept = open.filter(({ id }) => !surelyBelow(timings.get(id)?.savedShare, options.screeningFloor))
    for (const one of open) {
      if (!kept.includes(one) && isHidden(samples.get(one.id) ?? [], options.screeningFloor)) hidden.add(one)
    }
    const weight = spoiltShare(open, kept, outcome)
    open = kept
    if (weight > SPOILT_SHARE && spoilt < MOST_SPOILT) {
      samples = new Map()
      spoilt += 1
      clean -= 1
    } else if (!open.some((one) => isWorthAnother(one, samples.get(one.id) ?? [], options))) break
  }
  const kept = candidates.filter((candidate) => candidate.async || open.includes(candidate))
  return {
    hidden: [...hidden],
    timings,
    insideOf,
    survivors: kept.map((candidate) => survivorOf(candidate, samples.get(candidate.id) ?? [])),
  }
}

async function timeRun(sites: readonly Candidate[], run: number, ledger: RunLedger): Promise<RunOutcome | undefined> {
  const plans = sites.map((site): [string, SitePlan] => [site.id, planFor('time', site)])
  const only = sites.map((site) => site.id)
  const request = { arm: 'off', sites: Object.fromEntries(plans), timed: true, only, label: `time ${run}` } as const
  const outcome = await ledger.passing('time', request)
  if (outcome === undefined) ledger.warn({ code: 'time-runs-failed', args: { sites: sites.length } })
  return outcome
}

function withSamples(
  samples: ReadonlyMap<string, TimedRun[]>,
  sites: readonly Candidate[],
  outcome: RunOutcome,
): Map<string, TimedRun[]> {
  const commandNs = ownNs(sites, outcome)
  const processes = outcome.instrumentedProcesses
  const more = new Map<string, TimedRun[]>()
  for (const { id } of sites) {
    const counters = outcome.sites.get(id)?.counters
    const cost = counters && callCost(counters)
    const earlier = samples.get(id) ?? []
    if (counters === undefined || cost === undefined) more.set(id, earlier)
    else {
      const { timedHits: hits, unfollowed } = counters
      // What was let go would have cost a look-up each time, and saved less.
      const misses = counters.misses + unfollowed * (cost.hitPathNs / cost.missPathNs)
      more.set(id, [...earlier, { cost, hits, innerHits: counters.hits - hits, misses, commandNs, processes }])
    }
  }
  return more
}

/** CPU time of the run without the arm's own work; wall time where CPU time could not be had. */
function ownNs(sites: readonly Candidate[], outcome: RunOutcome): number {
  const wholeNs = (outcome.cpuMs ?? outcome.wallMs) * NS_PER_MS
  return Math.max(LEAST_OWN_SHARE * wholeNs, wholeNs - overheadNs(sites, outcome))
}

function overheadNs(sites: readonly Candidate[], outcome: RunOutcome): number {
  return sites.reduce((sum, { id }) => {
    const counters = outcome.sites.get(id)?.counters
    return sum + (counters === undefined ? 0 : armOverheadNs(counters))
  }, 0)
}

/** 0 when every site was kept, or when nobody is left whose samples could be spoilt. */
function spoiltShare(open: readonly Candidate[], kept: readonly Candidate[], outcome: RunOutcome): number {
  if (kept.length === 0) return 0
  const dropped = open.filter((candidate) => !kept.includes(candidate))
  return overheadNs(dropped, outcome) / ownNs(open, outcome)
}

function timingOf(runs: readonly TimedRun[]): SiteTiming {
  const timed = runs.filter((run) => run.hits > 0)
  const entryBytes = runs.at(-1)?.cost.entryBytes
  return {
    ...(entryBytes !== undefined && { entryBytes }),
    hitCallNs: timed.length === 0 ? undefined : mean(timed.map((run) => run.cost.hitCallNs)),
    lookupNs: mean(runs.map((run) => run.cost.lookupNs)),
    savedShare: predictedShare(runs),
  }
}

/** From the first run, in which all candidates were timed together. */
function enclosingSites(sites: readonly Candidate[], outcome: RunOutcome): Map<string, string[]> {
  const insideOf = new Map<string, string[]>()
  for (const { id } of sites) {
    const lines = outcome.sites.get(id)?.evidence.filter((line) => line.code === INSIDE_HIT) ?? []
    if (lines.length > 0)
      insideOf.set(
        id,
        lines.map((line) => line.detail),
      )
  }
  return insideOf
}

/** Whether most of its hits are inside of others', and all of them together might reach the floor. */
function isHidden(runs: readonly TimedRun[], floor: number): boolean {
  const [run] = runs
  if (run === undefined || run.innerHits <= run.hits) return false
  return run.hits === 0 || predictedShare([{ ...run, hits: run.hits + run.innerHits }]).high >= floor
}

function survivorOf({ id, maxsize, key, stateful, filled }: Candidate, timed: TimedRun[]): Survivor {
  return {
    id,
    maxsize,
    key,
    stateful,
    filled,
    timed,
    predictedShare: timed.length === 0 ? undefined : predictedShare(timed).estimate,
  }
}

function surelyBelow(share: Interval | undefined, floor: number): boolean {
  return share !== undefined && share.high < floor
}

/** What is stateful is told of by its estimate. */
function isWorthAnother({ stateful }: Candidate, runs: readonly TimedRun[], options: ExperimentOptions): boolean {
  if (stateful || runs.length === 0) return false
  const { low, high } = predictedShare(runs)
  // Validation may take off what the arm's compilation took, and then tells more.
  const tellable = [runs, runs.map(coldest)]
  return thresholdsOf(options).some(
    ([threshold, most]) =>
      runs.length < most &&
      low < threshold &&
      high >= threshold &&
      tellable.some((these) => mayBeTold(these, threshold, most)),
  )
}

/** What savings are to be told from, and the runs that this is worth. */
function thresholdsOf({ screeningFloor, speedupThreshold, budgetRuns }: ExperimentOptions): [number, number][] {
  const toJudge = Math.min(MOST_TO_JUDGE, Math.floor(SHARE_TO_JUDGE * budgetRuns))
  return [
    [screeningFloor, MOST_TO_SCREEN],
    [speedupThreshold, Math.max(MOST_TO_SCREEN, toJudge)],
  ]
}
