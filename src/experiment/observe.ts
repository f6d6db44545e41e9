/** The first run: every site is watched and nothing is changed, so the command must pass. */
import { ProbeError } from '../errors.js'
import { type RunEnd, type RunOutcome, succeeded } from '../launch/run-outcome.js'
import type { LaunchRequest } from './launch-port.js'
import type { SiteObservation } from './observation.js'
import type { RunLedger } from './run-ledger.js'
import { type CacheSizes, countedCurve } from './size-curve.js'

/**
 * A command that fails is run again untouched and then once more observed: three failures in a row are its own.
 * @throws {ProbeError} command-failed, command-timed-out, nothing-instrumented.
 */
export async function observe(ledger: RunLedger): Promise<RunOutcome> {
  const outcome = await passingObservation(ledger)
  if (outcome.instrumentedProcesses === 0) throw nothingInstrumented()
  return outcome
}

/** What the run said about each loaded site. */
export function observationsOf(outcome: RunOutcome, sizes: CacheSizes): Map<string, SiteObservation> {
  const observations = new Map<string, SiteObservation>()
  for (const record of outcome.sites.values()) {
    const { id, wrap, counters, counterexamples, evidence } = record
    const { points, recommendedMaxsize, bestHitRate } = countedCurve(record.distances, counters, sizes)
    const curve = { sizeCurve: points, recommendedMaxsize, bestHitRate }
    const later = { timing: undefined, culprit: undefined }
    observations.set(id, { id, wrap, counters, counterexamples, evidence, keyStrategy: 'identity', ...curve, ...later })
  }
  return observations
}

async function passingObservation(ledger: RunLedger): Promise<RunOutcome> {
  const first = await ledger.run('observe', OBSERVE)
  if (succeeded(first)) return first
  if (first.end.kind === 'timed-out') throw commandFailed(first)
  const untouched = await ledger.run('observe', UNTOUCHED)
  const second = await ledger.run('observe', OBSERVE)
  if (!succeeded(second)) throw succeeded(untouched) ? failsObserved(second) : commandFailed(second)
  ledger.flaked(succeeded(untouched) ? 1 : 2)
  return second
}

const OBSERVE: LaunchRequest = { arm: 'observe', sites: {}, timed: false, label: 'observe' }
const UNTOUCHED: LaunchRequest = { arm: 'off', sites: {}, timed: false, label: 'untouched, as the observed run failed' }

function commandFailed({ end, outputTail: detail }: RunOutcome): ProbeError {
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

function wayOut(end: RunEnd): string {
  if (end.kind === 'timed-out') return `was still running after ${end.afterSeconds} s`
  return end.kind === 'exited' ? `ended with exit code ${end.code}` : `was killed by ${end.signal}`
}

function nothingInstrumented(): ProbeError {
  const message =
    'no node process loaded cache-probe while the command ran. ' +
    'Let the command run node, and keep NODE_OPTIONS and CACHE_PROBE_RUN in its environment.'
  return new ProbeError('nothing-instrumented', message)
}
