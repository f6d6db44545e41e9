/** One run of the owner's command in fresh processes: start, wait, end whatever is left, collect. */
import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { ProbeError } from '../errors.js'
import { awaitRun } from './await-run.js'
import { concludeRun, type Waited } from './conclude-run.js'
import { endProcesses } from './end-processes.js'
import { LIFELINE_FD } from './launcher-files.js'
import { type LoaderPaths, loaderPaths } from './loader-paths.js'
import { captureOutput } from './output-file.js'
import { layOutRun, type RunDirectory, type RunPlan } from './run-directory.js'
import type { RunOutcome } from './run-outcome.js'

export interface CommandRun {
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

/**
 * @throws {ProbeError} `command-not-found`, `run-directory` or `record-unreadable`; a command that fails is an outcome.
 * @throws the reason of `request.signal` when it aborts.
 */
export async function launchRun(request: CommandRun): Promise<RunOutcome> {
  request.signal?.throwIfAborted()
  const { preloadPath, launcherPath } = request.loader ?? loaderPaths()
  const directory = layOutRun({ ...request, env: request.env ?? process.env, preloadPath })
  const output = captureOutput(directory.outputPath, request.onOutput)
  const startedMs = performance.now()
  try {
    const launcher = startLauncher(launcherPath, directory, output.fd)
    const waited = await awaitRun(exitOf(launcher), request)
    const wallMs = performance.now() - startedMs
    const allEnded = await endRun(launcher, directory, waited, request)
    request.signal?.throwIfAborted()
    return concludeRun(request, directory, { waited, wallMs, allEnded, outputTail: output.tail() })
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

function exitOf(launcher: ChildProcess): Promise<Waited> {
  return new Promise((resolve, reject) => {
    // Not `close`: that waits for pipes, which others may hold open.
    launcher.once('exit', (code, signal) => resolve({ kind: 'closed', code, signal }))
    launcher.once('error', (cause) => reject(launcherNotStarted(cause)))
  })
}

function launcherNotStarted(cause: Error): ProbeError {
  const remedy = 'End other programs and try again.'
  return new ProbeError('run-directory', `no process could be started: ${cause.message}. ${remedy}`, { cause })
}

/** False: some process survived even SIGKILL. */
function endRun(launcher: ChildProcess, run: RunDirectory, waited: Waited, request: CommandRun): Promise<boolean> {
  const graceSeconds = waited.kind === 'timed-out' ? request.killGraceSeconds : LEFT_OVER_GRACE_SECONDS
  const mark = { groupId: launcher.pid as number, runConfigPath: run.runConfigPath }
  return endProcesses(mark, graceSeconds * 1000, request.signal)
}
