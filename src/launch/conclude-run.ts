/** Puts together what a run came to: the launcher's report, the records of its processes, and how waiting ended. */
import { ProbeError } from '../errors.js'
import { keptOptions } from '../wire/kept-options.js'
import type { WarningLine } from '../wire/record.js'
import { requireOption } from '../wire/require-option.js'
import { type CollectedRecords, collectRecords } from './collect-records.js'
import type { LauncherReport } from './launcher-files.js'
import { shortenPaths } from './owner-paths.js'
import { printedIn } from './printed.js'
import { type RunDirectory, readReport } from './run-directory.js'
import type { RunEnd, RunOutcome } from './run-outcome.js'

/** How waiting ended: `closed` when the launcher is gone. */
export type Waited =
  | { kind: 'closed'; code: number | null; signal: NodeJS.Signals | null }
  | { kind: 'timed-out' | 'aborted' }

export interface Requested {
  command: string[]
  timeoutSeconds: number
  runConfig: { root: string }
}

export interface Facts {
  waited: Waited
  /** Measured by the driver: includes the launcher's own start. */
  wallMs: number
  allEnded: boolean
  outputTail: string
}

/**
 * @throws {ProbeError} `command-not-found` when it could not be started, `record-unreadable`.
 */
export function concludeRun(request: Requested, directory: RunDirectory, facts: Facts): RunOutcome {
  const report = readReport(directory)
  if (report?.kind === 'not-started') throw notStarted(request.command, report)
  const records = collectRecords(directory.recordDir)
  shortenPaths(records.sites.values(), request.runConfig.root)
  return {
    runId: directory.runId,
    end: endOf(report, request, facts),
    wallMs: report?.wallMs ?? facts.wallMs,
    ...cpuOf(report, records),
    memoryBytes: records.memoryBytes,
    sites: records.sites,
    ...(records.caches.length > 0 && { caches: records.caches }),
    skipped: records.skipped,
    warnings: [...records.warnings, ...ownWarnings(request, facts)],
    faults: records.faults,
    instrumentedProcesses: records.instrumentedProcesses,
    conduct: records.conduct,
    mains: records.mains,
    loaded: records.loaded,
    outputTail: facts.outputTail,
    printed: printedIn(facts.outputTail),
  }
}

const PROCESSES_LEFT: WarningLine = { type: 'warning', code: 'processes-left', args: {} }

function ownWarnings({ command }: Requested, { allEnded }: Facts): WarningLine[] {
  const [program = ''] = command
  const lost: WarningLine = { type: 'warning', code: 'uninstrumented-children', args: { program } }
  return [...(keptOptions(command, requireOption('')).loses ? [lost] : []), ...(allEnded ? [] : [PROCESSES_LEFT])]
}

function endOf(report: LauncherReport | undefined, request: Requested, { waited, outputTail }: Facts): RunEnd {
  if (waited.kind !== 'closed') return { kind: 'timed-out', afterSeconds: request.timeoutSeconds }
  const { code, signal } = report?.kind === 'ended' ? report : waited
  // Without a report the launcher shared the fate of its group, or is at fault itself.
  if (signal !== null) return { kind: 'signalled', signal }
  if (report === undefined) throw new Error(`the launcher ended without a report:\n${outputTail}`)
  return { kind: 'exited', code: code ?? 1 }
}

/** The owner's program has no loader to start: what it saves is a share of what it takes without one. */
function cpuOf(
  report: LauncherReport | undefined,
  records: CollectedRecords,
): Pick<RunOutcome, 'cpuMs' | 'cpuSource' | 'loaderMs'> {
  const ended = report?.kind === 'ended' ? report : undefined
  const wholeMs = ended?.cpuMs ?? records.cpuMs
  if (wholeMs === undefined) return { cpuMs: undefined, cpuSource: undefined }
  const { loaderMs } = records
  const source = ended?.byHost ? 'host' : 'launcher'
  return {
    cpuMs: Math.max(0, wholeMs - loaderMs),
    cpuSource: ended?.cpuMs === undefined ? 'records' : source,
    loaderMs,
  }
}

function notStarted(command: string[], report: Extract<LauncherReport, { kind: 'not-started' }>): ProbeError {
  const [program = ''] = command
  const what =
    report.errorCode === 'ENOENT'
      ? `command not found: ${program}`
      : `command could not be started: ${program} (${report.errorCode})`
  return new ProbeError('command-not-found', `${what}. ${remedyFor(program, report.errorCode)}`)
}

function remedyFor(program: string, errorCode: string): string {
  if (errorCode === 'EACCES') return 'Make it executable, or start it through its interpreter.'
  if (errorCode === 'E2BIG') return 'Its arguments and environment are larger than the system allows: give it fewer.'
  if (program.includes(' ')) return 'Write its words apart after --, or use: -- sh -c "..."'
  return 'Check its spelling, or install it; it is looked for in node_modules/.bin and in PATH.'
}
