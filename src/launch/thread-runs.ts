/** Runs of the owner's script as threads of one long-lived process, the host: started once, and anew when it is lost. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, ftruncateSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ProbeError } from '../errors.js'
import { awaitRun } from './await-run.js'
import { withLocalPrograms } from './child-environment.js'
import { concludeRun, type Waited } from './conclude-run.js'
import { endProcesses } from './end-processes.js'
import type { CommandRun } from './launch-run.js'
import { wasTaken, writeReport } from './launcher-files.js'
import { loaderPaths } from './loader-paths.js'
import { followOutput, openOutput } from './output-file.js'
import type { PlainScript } from './plain-script.js'
import { layOutRun, type RunDirectory, readReport } from './run-directory.js'
import type { RunOutcome } from './run-outcome.js'

interface Host {
  process: ChildProcess
  /** Its own stdout and stderr, and those of all its threads; emptied before each run. */
  outputFd: number
  gone: Promise<Waited>
}

export class ThreadRuns {
  #host: Host | undefined
  #started = 0

  /** @param dir where the host's output is kept. */
  constructor(
    private readonly script: PlainScript,
    private readonly dir: string,
    private readonly cwd: string,
    private readonly env: NodeJS.ProcessEnv = process.env,
    private readonly paths = loaderPaths(),
  ) {}

  /** Has a host that waits for a run. @throws {ProbeError} `run-directory` when it cannot be started. */
  async ready(): Promise<Host> {
    if (this.#host && hasEnded(this.#host)) this.close()
    this.#host ??= await this.#start()
    return this.#host
  }

  /** As `launchRun`, whose command must be the script. */
  readonly run = async (request: CommandRun): Promise<RunOutcome> => {
    const outcome = (await this.#attempt(request)) ?? (await this.#attempt(request))
    if (outcome === undefined) throw notServed(this.script)
    return outcome
  }

  /** undefined: the host was gone before it took the command. */
  async #attempt(request: CommandRun): Promise<RunOutcome | undefined> {
    request.signal?.throwIfAborted()
    const host = await this.ready()
    const { preloadPath } = this.paths
    const command = [this.script.path, ...this.script.args]
    const directory = layOutRun({ ...request, command, env: this.env, preloadPath })
    ftruncateSync(host.outputFd, 0)
    const output = followOutput(host.outputFd, request.onOutput)
    const startedMs = performance.now()
    let lost = true
    try {
      const waited = await awaitRun(endOf(host, directory), request)
      lost = waited.kind !== 'closed' || hasEnded(host)
      if (waited.kind === 'closed' && lost && !wasTaken(directory.dir)) return undefined
      const wallMs = performance.now() - startedMs
      const allEnded = !lost || (await this.#bury(host, directory, waited, request))
      request.signal?.throwIfAborted()
      return concludeRun(request, directory, { waited, wallMs, allEnded, outputTail: output.tail() })
    } finally {
      output.close()
      if (lost) this.close()
      rmSync(directory.dir, { recursive: true, force: true, maxRetries: 3 })
    }
  }

  close(): void {
    const host = this.#host
    this.#host = undefined
    if (host === undefined) return
    host.process.kill('SIGKILL')
    closeSync(host.outputFd)
  }

  async #start(): Promise<Host> {
    const { program, flags } = this.script
    const outputFd = openOutput(join(this.dir, `host-${++this.#started}.txt`))
    const host = spawn(program, [...flags, this.paths.hostPath], {
      detached: true,
      cwd: this.cwd,
      env: withLocalPrograms(this.env, this.cwd),
      stdio: ['ignore', outputFd, outputFd, 'ipc'],
    })
    const gone = once(host, 'exit').then(([code, signal]): Waited => ({ kind: 'closed', code, signal }))
    const ended = await Promise.race([once(host, 'message').then(() => undefined), gone])
    if (ended === undefined) return { process: host, outputFd, gone }
    closeSync(outputFd)
    throw notServed(this.script)
  }

  /** Of a host that is gone, or did not come to the end of its run, nothing is to be left. */
  #bury(host: Host, run: RunDirectory, waited: Waited, request: CommandRun): Promise<boolean> {
    if (waited.kind === 'closed' && waited.signal === null && readReport(run) === undefined) {
      // Native code of the owner's has ended the process from within the thread.
      writeReport(run.dir, { kind: 'ended', code: waited.code, signal: null, wallMs: 0 })
    }
    const mark = { groupId: host.process.pid as number, runConfigPath: run.runConfigPath }
    return endProcesses(mark, request.killGraceSeconds * 1000, request.signal)
  }
}

function notServed({ program }: PlainScript): ProbeError {
  return new ProbeError('run-directory', `${program} could not be started for runs in its threads. Use subprocess.`)
}

function hasEnded({ process: host }: Host): boolean {
  return host.exitCode !== null || host.signalCode !== null
}

function endOf(host: Host, { dir }: RunDirectory): Promise<Waited> {
  const told = new Promise<Waited>((resolve) => {
    host.process.once('message', () => resolve({ kind: 'closed', code: 0, signal: null }))
  })
  // Where it cannot be sent the host is going, which is told by its end.
  host.process.send(dir, () => {})
  return Promise.race([told, host.gone])
}
