/** Puts into reports what their figures have to be read with: how runs were made, what could not be read, what went wrong. */
import type { RunEnvironment } from './archive/experiment-record.js'
import type { ProbePlan } from './config/plan.js'
import type { ExperimentWarning } from './experiment/run-ledger.js'
import type { Isolation } from './isolated-runs.js'
import type { Serialisation } from './runner/serialisation.js'
import type { Scan, SkippedFile } from './scan/scanned-site.js'
import { renderWarning } from './verdict/messages.js'
import type { Reason } from './verdict/site-verdict.js'
import type { SkippedLine } from './wire/record.js'

/** How the runs of an experiment were made. */
interface Runs {
  plan: ProbePlan
  environment: RunEnvironment
  pace: Serialisation
  isolation: Isolation
}

/** @param runs finished ones of an experiment that was not carried to its end. */
export function interruption(runs: number | undefined): ExperimentWarning[] {
  return runs === undefined ? [] : [{ code: 'interrupted', args: { runs } }]
}

export function runWarnings(runs: Runs): ExperimentWarning[] {
  return [...paceWarnings(runs.pace), ...isolationWarnings(runs.isolation), ...duetWarnings(runs)]
}

export function paceWarnings(pace: Serialisation): ExperimentWarning[] {
  if (pace.kind !== 'parallel-unknown') return []
  const { runner, why } = pace
  return [{ code: 'parallel-runner', args: { ...(runner && { runner }), why } }]
}

function isolationWarnings({ kind }: Isolation): ExperimentWarning[] {
  return kind === 'inprocess' ? [{ code: 'inprocess', args: {} }] : []
}

/** Both runs of a pair must find a processor free, or each is measured by the other. */
function duetWarnings({ plan, pace, environment }: Runs): ExperimentWarning[] {
  const reasons = [
    ...(environment.cpus < 2 ? ['there is one processor only'] : []),
    ...(pace.kind === 'parallel-unknown' ? ['test files may run in parallel'] : []),
  ]
  return plan.duet ? reasons.map((why) => ({ code: 'duet-unsound', args: { why } })) : []
}

export function warningsOf(scan: Scan, met: SkippedLine[], warnings: ExperimentWarning[], faults: string[]): Reason[] {
  const skipped = scan.skipped.map((file) => ({
    code: 'file-skipped',
    args: { file: placeOf(file), why: file.message },
  }))
  const known = new Set(scan.skipped.map(({ file }) => file))
  const metOnly = met
    .filter(({ file, reason }) => reason !== 'not-instrumented' && !known.has(file))
    .map(({ file, detail }) => ({ code: 'file-skipped', args: { file, why: detail } }))
  const broken = faults.map((message) => ({ code: 'loader-fault', args: { message } }))
  return [...warnings, ...skipped, ...metOnly, ...broken].map(renderWarning)
}

function placeOf({ file, line, column }: SkippedFile): string {
  return line === undefined ? file : `${file}:${line}:${column}`
}
