/** The in-site saving of a site as a share of the command's CPU time, with every error that it may have. DESIGN §5. */
import type { Interval } from '../stats/interval.js'
import type { Location } from '../stats/robust-location.js'
import { shrunkLocation } from '../stats/shrunk-spread.js'
import { studentQuantile } from '../stats/student-t.js'
import type { CallCost } from './call-cost.js'

/** Costs and counts move by about a tenth between runs of one command; this belief is worth five runs. */
const USUAL_SPREAD = 0.1
const USUAL_DEGREES = 4

/** What a timed call costs may differ from what leaving it out saves: caches of the processor, collection, inlining. */
const MODEL_ERROR = 0.1

/** The cache's own paths are modelled, not measured in place. */
const OVERHEAD_ERROR = 0.3

/** What a site did in one run, with the command's CPU time of that run without our own work, ns. */
export interface RunShare {
  hits: number
  misses: number
  commandNs: number
}

/** One `time` run: `hits` are outermost would-be hits, so that nested sites do not add up to more than the truth. */
export interface TimedRun extends RunShare {
  cost: CallCost
  /** Would-be hits inside of other sites' would-be hits; not among `hits`. */
  innerHits: number
}

/**
 * From `time` runs: mean over runs of (cost of hits - hit path x hits - miss path x misses) / CPU time of that run.
 * @throws {RangeError} when there is no run.
 */
export function predictedShare(runs: readonly TimedRun[]): Interval {
  const gross = runs.map((run) => (run.cost.hitCallNs * run.hits) / run.commandNs)
  const between = steadied(gross)
  const sampling = runs.reduce(
    (sum, run) => sum + (run.cost.samplingVariance * run.hits ** 2) / run.commandNs ** 2 / runs.length ** 2,
    0,
  )
  return interval({
    gross: between.centre,
    overhead: average(runs.map((run) => overheadShare(run.cost, run))),
    clockError: average(runs.map((run) => (run.cost.clockErrorNs * run.hits) / run.commandNs)),
    standardError: Math.hypot(between.standardError, Math.sqrt(sampling)),
    degrees: between.degrees,
  })
}

/**
 * From the hits and misses that caches really had, against the CPU time of the untouched runs beside them; what a hit
 * saves is known from the `time` runs.
 * @throws {RangeError} when there is no run of either kind.
 */
export function confirmedShare(timed: readonly TimedRun[], cached: readonly RunShare[]): Interval {
  const cost = steadied(timed.map((run) => run.cost.hitCallNs))
  const sampling = Math.sqrt(timed.reduce((sum, run) => sum + run.cost.samplingVariance, 0)) / timed.length
  const density = steadied(cached.map((run) => run.hits / run.commandNs))
  const costError = Math.hypot(cost.standardError, sampling)
  return interval({
    gross: cost.centre * density.centre,
    overhead: average(cached.map((run) => average(timed.map((one) => overheadShare(one.cost, run))))),
    clockError: average(timed.map((run) => run.cost.clockErrorNs)) * density.centre,
    standardError: Math.hypot(costError * density.centre, density.standardError * cost.centre),
    degrees: Math.min(cost.degrees, density.degrees),
  })
}

interface Parts {
  gross: number
  overhead: number
  clockError: number
  standardError: number
  degrees: number
}

/** Errors of different origin add in quadrature; those of clock and model are taken as 95 % bounds. */
function interval(parts: Parts): Interval {
  const estimate = parts.gross - parts.overhead
  const half = Math.hypot(
    studentQuantile(0.975, parts.degrees) * parts.standardError,
    parts.clockError,
    MODEL_ERROR * parts.gross,
    OVERHEAD_ERROR * parts.overhead,
  )
  return { estimate, low: estimate - half, high: estimate + half }
}

function overheadShare(cost: CallCost, run: RunShare): number {
  return (cost.hitPathNs * run.hits + cost.missPathNs * run.misses) / run.commandNs
}

function steadied(sample: readonly number[]): Location {
  return shrunkLocation(sample, { deviation: USUAL_SPREAD * average(sample), degrees: USUAL_DEGREES })
}

function average(sample: readonly number[]): number {
  return sample.reduce((sum, value) => sum + value, 0) / sample.length
}
