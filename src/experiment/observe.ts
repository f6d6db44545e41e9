/** The first run: every site is watched and nothing is changed, so the command must pass. */
import { ProbeError } from '../errors.js'
import { type RunOutcome, succeeded, wayOut } from '../launch/run-outcome.js'
import type { SitePlan } from '../wire/run-config.js'
import type { SharedCacheRecord } from '../wire/shared-cache.js'
import { chooseKey, type TriedKey, triedKeys } from './key-choice.js'
import type { LaunchRequest } from './launch-port.js'
import type { SharedCacheFigures, SiteObservation } from './observation.js'
import type { ExperimentOptions, ProbedSite } from './options.js'
import type { RunLedger } from './run-ledger.js'
import { type CacheSizes, countedCurve } from './size-curve.js'

/**
 * A command that fails is run again untouched and then once more observed: three failures in a row are its own.
 * @throws {ProbeError} command-failed, command-timed-out, nothing-instrumented.
 */
export async function observe(sites: readonly ProbedSite[], ledger: RunLedger): Promise<RunOutcome> {
  const outcome = await passingObservation(ledger, observeRequest(sites))
  if (outcome.instrumentedProcesses === 0) throw nothingInstrumented()
  return outcome
}

/** What the run said about each loaded site, under the key that suits it best. */
export function observationsOf(
  outcome: RunOutcome,
  sites: readonly ProbedSite[],
  options: CacheSizes & Pick<ExperimentOptions, 'hitRateThreshold'>,
): Map<string, SiteObservation> {
  const keysOf = new Map(sites.map(({ id, keys }) => [id, keys]))
  const observations = new Map<string, SiteObservation>()
  for (const record of outcome.sites.values()) {
    const { id, wrap, evidence, staleness, repeats } = record
    const tried = triedKeys(record, keysOf.get(id) ?? [], options)
    const found = { tried, ...figuresUnder(chooseKey(tried, options.hitRateThreshold)) }
    const sharedCache = record.sharedCache && sharedCacheFigures(record.sharedCache, options)
    const seen = { id, wrap, evidence, staleness, repeats, sharedCache, ...found }
    observations.set(id, { ...seen, timing: undefined, culprit: undefined })
  }
  return observations
}

/** What an observation says that depends on the key. */
export function figuresUnder({ key, byReference, counters, counterexamples, curve }: TriedKey) {
  const { points: sizeCurve, recommendedMaxsize, bestHitRate } = curve
  return { key, byReference, counters, counterexamples, sizeCurve, recommendedMaxsize, bestHitRate }
}

function sharedCacheFigures(record: SharedCacheRecord, sizes: CacheSizes): SharedCacheFigures {
  const { instances, hits, misses, mismatches, distances } = record
  return { instances, hits, misses, mismatches, curve: countedCurve(distances, record, sizes) }
}

async function passingObservation(ledger: RunLedger, request: LaunchRequest): Promise<RunOutcome> {
  const first = await ledger.run('observe', request)
  if (succeeded(first)) return first
  if (first.end.kind === 'timed-out') throw commandFailed(first)
  const untouched = await ledger.run('observe', UNTOUCHED)
  const second = await ledger.run('observe', request)
  if (!succeeded(second)) throw succeeded(untouched) ? failsObserved(second) : commandFailed(second)
  ledger.flaked(succeeded(untouched) ? 1 : 2)
  return second
}

/** Only what may be cached in the end is asked for its best key. */
function observeRequest(sites: readonly ProbedSite[]): LaunchRequest {
  const plans = sites.flatMap(({ id, keys = [], captured = [], filled, enclosed }): [string, SitePlan][] => {
    if (keys.length + captured.length === 0 && (filled ?? enclosed) === undefined) return []
    const plan: SitePlan = { arm: 'observe', variants: keys }
    const told = { ...(captured.length > 0 && { captured }), ...(filled && { filled }), ...(enclosed && { enclosed }) }
    return [[id, { ...plan, ...told }]]
  })
  return { arm: 'observe', sites: Object.fromEntries(plans), caches: 'counted', timed: false, label: 'observe' }
}

const UNTOUCHED: LaunchRequest = { arm: 'off', sites: {}, timed: false, label: 'untouched, as the observed run failed' }

export function commandFailed({ end, outputTail: detail }: RunOutcome): ProbeError {
  if (end.kind === 'timed-out') {
    const late = `the command was still running after ${end.afterSeconds} s and was stopped.`
    return new ProbeError('command-timed-out', `${late} Raise --timeout, or give it less to do.`, { detail })
  }
  const message = `the command ${wayOut(end)} without any cache. It must pass before it can be measured.`
  return new ProbeError('command-failed', message, { detail })
}

function failsObserved({ end, outputTail: detail }: RunOutcome): ProbeError {
  const message =
    `the command passes alone, but ${wayOut(end)} while it was observed, which slows it. ` +
    "Raise its own time limits (mocha --timeout, jest's testTimeout), give it less to do, or --exclude files."
  return new ProbeError('command-failed', message, { detail })
}

export function nothingInstrumented(): ProbeError {
  const message =
    'no node process loaded cache-probe while the command ran. ' +
    'Let the command run node, and keep NODE_OPTIONS and CACHE_PROBE_RUN in its environment.'
  return new ProbeError('nothing-instrumented', message)
}
