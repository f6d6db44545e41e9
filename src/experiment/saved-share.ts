/** The in-site saving of a site as a share of the command's CPU time, with every error that it may have. DESIGN §5. */
import type { Interval } from '../stats/interval.js'
import { type Location, shrunkLocation } from '../stats/shrunk-spread.js'
import { studentQuantile } from '../stats/student-t.js'
import type { CallCost } from './call-cost.js'

/** Costs and counts move by about a tenth between runs of one command; this belief is worth five runs. */
const USUAL_SPREAD = 0.1
const USUAL_DEGREES = 4

/** Counts of calls hardly move. */
const USUAL_COUNT_SPREAD = 0.01

/** What a timed call costs may differ from what leaving it out saves: caches of the processor, collection, inlining. */
const MODEL_ERROR = 0.1

/** The threads that help may have done all they did for other code, or twice as much for this one. */
const HELP_ERROR = 1

/** The cache's own paths are modelled, not measured in place. */
const OVERHEAD_ERROR = 0.3

/** Further runs move an estimate by more than so many standard deviations of what they add one time in ten. */
const LIKELY_MOVE = 1.28

/** What a site's cache did, or would have done, in one run. */
export interface CachedCalls {
  hits: number
  misses: number
}

/** One `time` run: `hits` are outermost would-be hits, so that nested sites do not add up to more than the truth. */
export interface TimedRun extends CachedCalls {
  /** CPU time of the command in that run without our own work, ns. */
  commandNs: number
  /** How many processes of it were instrumented. */
  processes: number
  cost: CallCost
  /** Would-be hits inside of other sites' would-be hits; not among `hits`. */
  innerHits: number
}

/**
 * From `time` runs: mean over runs of (cost of hits - hit path x hits - miss path x misses) / CPU time of that run.
 * @throws {RangeError} when there is no run.
 */
export function predictedShare(runs: readonly TimedRun[]): Interval {
  return interval(predictedParts(runs))
}

/**
 * Whether it is likely enough that `most` runs in all would tell on which side of the threshold the saving lies: what
 * does not shrink with the number of runs may hold it for good.
 * @throws {RangeError} when there is no run.
 */
export function mayBeTold(runs: readonly TimedRun[], threshold: number, most: number): boolean {
  const parts = predictedParts(runs)
  const shrinks = Math.min(1, runs.length / most)
  const then = {
    ...parts,
    standardError: parts.standardError * Math.sqrt(shrinks),
    degrees: parts.degrees + Math.max(0, most - runs.length),
  }
  const moves = parts.standardError * Math.sqrt(1 - shrinks)
  return Math.abs(netOf(parts) - threshold) + LIKELY_MOVE * moves >= halfWidth(then)
}

function predictedParts(runs: readonly TimedRun[]): Parts {
  const gross = runs.map((run) => (savedNs(run.cost) * run.hits) / run.commandNs)
  const between = steadied(gross)
  const sampling = runs.reduce(
    (sum, run) => sum + (run.cost.samplingVariance * run.hits ** 2) / run.commandNs ** 2 / runs.length ** 2,
    0,
  )
  return {
    gross: between.centre,
    help: average(runs.map((run) => (helpNs(run.cost) * run.hits) / run.commandNs)),
    ...overheadOf(runs.map((run) => [run.cost, overheadShare(run.cost, run)])),
    clockError: average(runs.map((run) => (run.cost.clockErrorNs * run.hits) / run.commandNs)),
    standardError: Math.hypot(between.standardError, Math.sqrt(sampling)),
    degrees: between.degrees,
  }
}

/**
 * From the hits and misses that caches really had. What a hit saves is taken as a share of the `time` run in which it
 * was timed: a machine that was slow then was slow for the whole of that run.
 * @throws {RangeError} when there is no run of either kind.
 */
export function confirmedShare(timed: readonly TimedRun[], cached: readonly CachedCalls[]): Interval {
  const shareOfHit = steadied(timed.map((run) => savedNs(run.cost) / run.commandNs))
  const sampling = timed.reduce((sum, run) => sum + run.cost.samplingVariance / run.commandNs ** 2, 0)
  const hits = steadied(
    cached.map((run) => run.hits),
    USUAL_COUNT_SPREAD,
  )
  const hitError = Math.hypot(shareOfHit.standardError, Math.sqrt(sampling) / timed.length)
  const calls = { hits: hits.centre, misses: average(cached.map((run) => run.misses)) }
  return interval({
    gross: shareOfHit.centre * hits.centre,
    help: average(timed.map((run) => helpNs(run.cost) / run.commandNs)) * hits.centre,
    ...overheadOf(timed.map(({ cost, commandNs }) => [cost, overheadShare(cost, { ...calls, commandNs })])),
    clockError: average(timed.map((run) => run.cost.clockErrorNs / run.commandNs)) * hits.centre,
    standardError: Math.hypot(hitError * hits.centre, hits.standardError * shareOfHit.centre),
    degrees: Math.min(shareOfHit.degrees, hits.degrees),
  })
}

interface Parts {
  gross: number
  /** The part of it that is only taken to be saved, see {@link HELP_ERROR}. */
  help: number
  overhead: number
  overheadError: number
  clockError: number
  standardError: number
  degrees: number
}

/**
 * Errors of different origin add in quadrature; those of clock and model are taken as 95 % bounds. Nobody saves more
 * than all of the time.
 */
function interval(parts: Parts): Interval {
  const [estimate, half] = [netOf(parts), halfWidth(parts)]
  return { estimate: Math.min(1, estimate), low: Math.min(1, estimate - half), high: Math.min(1, estimate + half) }
}

function netOf({ gross, overhead }: Parts): number {
  return gross - overhead
}

function halfWidth(parts: Parts): number {
  return Math.hypot(
    studentQuantile(0.975, parts.degrees) * parts.standardError,
    parts.clockError,
    MODEL_ERROR * parts.gross,
    HELP_ERROR * parts.help,
    parts.overheadError,
  )
}

function savedNs(cost: CallCost): number {
  return cost.hitCallNs + helpNs(cost)
}

function helpNs({ hitCallNs, helpShare }: CallCost): number {
  return hitCallNs * helpShare
}

function overheadShare(cost: CallCost, run: CachedCalls & { commandNs: number }): number {
  return (cost.hitPathNs * run.hits + cost.missPathNs * run.misses) / run.commandNs
}

/** Means over runs of the cache's own paths as shares of the command, and of what these may be wrong by. */
function overheadOf(shares: readonly (readonly [CallCost, number])[]): Pick<Parts, 'overhead' | 'overheadError'> {
  return {
    overhead: average(shares.map(([, share]) => share)),
    overheadError: average(shares.map(([cost, share]) => Math.hypot(OVERHEAD_ERROR, cost.lookupErrorShare) * share)),
  }
}

function steadied(sample: readonly number[], usualSpread = USUAL_SPREAD): Location {
  return shrunkLocation(sample, { deviation: usualSpread * average(sample), degrees: USUAL_DEGREES })
}

function average(sample: readonly number[]): number {
  return sample.reduce((sum, value) => sum + value, 0) / sample.length
}
