/** One run of the owner's command in fresh processes: start, wait, end whatever is left, collect. */
import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { ProbeError } from '../errors.js'
import type { WarningLine } from '../wire/record.js'
import { type CollectedRecords, collectRecords } from './collect-records.js'
import { endProcesses } from './end-processes.js'
import { type LauncherReport, LIFELINE_FD } from './launcher-files.js'
import { captureOutput } from './output-file.js'
import { type LoaderPaths, loaderPaths } from './package-root.js'
import { layOutRun, type RunDirectory, type RunPlan, readReport } from './run-directory.js'
import type { RunEnd, RunOutcome } from './run-outcome.js'

export interface LaunchRequest {
  /** Program and arguments as typed; looked for in each node_modules/.bin from `cwd` upwards, then in PATH. */
  command: string[]
  cwd: string
  runConfig: RunPlan
  /** Then SIGTERM to all of the run's processes, ... */
  timeoutSeconds: number
  /** ... and SIGKILL to those that are left after this. */
  killGraceSeconds: number
  /** Must not exist yet, its parent must; removed when the run is over. */
  runDir: string
  /** The run is ended, with nothing left behind, and the promise rejects with the signal's reason. */
  signal?: AbortSignal
  /** What the command prints, while it prints it. */
  onOutput?: (chunk: Buffer) => void
  /** The owner's environment; this process's by default. */
  env?: NodeJS.ProcessEnv
  /** This package's own by default. */
  loader?: Pick<LoaderPaths, 'preloadPath' | 'launcherPath'>
}

/** What the run's processes get that outlive the command: they would disturb the runs to come. */
const LEFT_OVER_GRACE_SECONDS = 2
/** The longest delay that a timer can have. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** How waiting ended: `closed` when the launcher is gone. */
type Waited = { kind: 'closed'; code: number | null; signal: NodeJS.Signals | null } | { kind: 'timed-out' | 'aborted' }

/**
 * @throws {ProbeError} `command-not-found`, `run-directory` or `record-unreadable`; a command that fails is an outcome.
 * @throws the reason of `request.signal` when it aborts.
 */
export async function launchRun(request: LaunchRequest): Promise<RunOutcome> {
  request.signal?.throwIfAborted()
  const { preloadPath, launcherPath } = request.loader ?? loaderPaths()
  const directory = layOutRun({ ...request, env: request.env ?? process.env, preloadPath })
  const output = captureOutput(directory.outputPath, request.onOutput)
  const startedMs = performance.now()
  try {
    const launcher = startLauncher(launcherPath, directory, output.fd)
    const waited = await waitFor(launcher, request)
    const wallMs = performance.now() - startedMs
    const allEnded = await endRun(launcher, directory, waited, request)
    request.signal?.throwIfAborted()
    return outcomeOf(request, directory, { waited, wallMs, allEnded, outputTail: output.tail() })
  } finally {
    output.close()
    // The outcome has it all, and hundreds of runs of a large suite would fill the disk.
    rmSync(directory.dir, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Its own session and group; nothing of the probe, nor of the owner's wishes for node, is in its environment. */
function startLauncher(launcherPath: string, directory: RunDirectory, outputFd: number): ChildProcess {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('NODE_')))
  const stdio: ('ignore' | 'pipe' | number)[] = ['ignore', outputFd, outputFd]
  stdio[LIFELINE_FD] = 'pipe'
  return spawn(process.execPath, [launcherPath, directory.dir], { detached: true, cwd: directory.dir, env, stdio })
}

function waitFor(launcher: ChildProcess, { timeoutSeconds, signal }: LaunchRequest): Promise<Waited> {
  return new Promise((resolve, reject) => {
    const onAbort = () => settle({ kind: 'aborted' })
    const timer = setTimeout(() => settle({ kind: 'timed-out' }), Math.min(timeoutSeconds * 1000, MAX_TIMER_MS))
    const settle = (waited: Waited) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      resolve(waited)
    }
    signal?.addEventListener('abort', onAbort)
    // Not `close`: that waits for pipes, which others may hold open.
    launcher.once('exit', (code, killedBy) => settle({ kind: 'closed', code, signal: killedBy }))
    launcher.once('error', (cause) => {
      clearTimeout(timer)
      reject(
        new ProbeError('run-directory', `the launcher could not be started: ${cause.message}. Try again.`, { cause }),
      )
    })
  })
}

/** False: some process survived even SIGKILL. */
function endRun(launcher: ChildProcess, run: RunDirectory, waited: Waited, request: LaunchRequest): Promise<boolean> {
  const graceSeconds = waited.kind === 'timed-out' ? request.killGraceSeconds : LEFT_OVER_GRACE_SECONDS
  const mark = { groupId: launcher.pid as number, runConfigPath: run.runConfigPath }
  return endProcesses(mark, graceSeconds * 1000, request.signal)
}

interface Facts {
  waited: Waited
  /** Measured by the driver: includes the launcher's own start. */
  wallMs: number
  allEnded: boolean
  outputTail: string
}

function outcomeOf(request: LaunchRequest, directory: RunDirectory, facts: Facts): RunOutcome {
  const report = readReport(directory)
  if (report?.kind === 'not-started') throw notStarted(request.command, report)
  const records = collectRecords(directory.recordDir)
  return {
    runId: directory.runId,
    end: endOf(report, request, facts),
    wallMs: report?.wallMs ?? facts.wallMs,
    ...cpuOf(report, records),
    sites: records.sites,
    skipped: records.skipped,
    warnings: [...records.warnings, ...(facts.allEnded ? [] : [PROCESSES_LEFT])],
    faults: records.faults,
    instrumentedProcesses: records.instrumentedProcesses,
    outputTail: facts.outputTail,
  }
}

const PROCESSES_LEFT: WarningLine = { type: 'warning', code: 'processes-left', args: {} }

function endOf(report: LauncherReport | undefined, request: LaunchRequest, { waited, outputTail }: Facts): RunEnd {
  if (waited.kind !== 'closed') return { kind: 'timed-out', afterSeconds: request.timeoutSeconds }
  const { code, signal } = report?.kind === 'ended' ? report : waited
  // Without a report the launcher shared the fate of its group, or is at fault itself.
  if (signal !== null) return { kind: 'signalled', signal }
  if (report === undefined) throw new Error(`the launcher ended without a report:\n${outputTail}`)
  return { kind: 'exited', code: code ?? 1 }
}

function cpuOf(report: LauncherReport | undefined, records: CollectedRecords): Pick<RunOutcome, 'cpuMs' | 'cpuSource'> {
  const fromLauncher = report?.kind === 'ended' ? report.cpuMs : undefined
  if (fromLauncher !== undefined) return { cpuMs: fromLauncher, cpuSource: 'launcher' }
  return { cpuMs: records.cpuMs, cpuSource: records.cpuMs === undefined ? undefined : 'records' }
}

function notStarted(command: string[], report: Extract<LauncherReport, { kind: 'not-started' }>): ProbeError {
  const [program = ''] = command
  const what =
    report.errorCode === 'ENOENT'
      ? `command not found: ${program}`
      : `command could not be started: ${program} (${report.errorCode})`
  const remedy = / /.test(program)
    ? 'Write its words apart after --, or use: -- sh -c "..."'
    : 'Check its spelling, or install it; it is looked for in node_modules/.bin and in PATH.'
  return new ProbeError('command-not-found', `${what}. ${remedy}`, { detail: report.message })
}
