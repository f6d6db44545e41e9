/** Runs a small program under the built preload, with a run config of its own, and reads what it recorded. */
import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { childEnvironment } from '../../src/launch/child-environment.js'
import { collectRecords } from '../../src/launch/collect-records.js'
import type { Counter } from '../../src/wire/counters.js'
import type { RunConfig } from '../../src/wire/run-config.js'
import type { SummedRecords } from '../../src/wire/sum-records.js'
import { WIRE_VERSION } from '../../src/wire/version.js'
import { cleanEnvironment, projectRoot } from '../e2e/cli.js'
import { temporaryFolder } from '../e2e/temporary-folder.js'

export const preloadPath = join(projectRoot, 'dist/loader/preload.cjs')

export interface ProgramOptions {
  config?: Partial<RunConfig>
  /** Arguments of node; `['main.cjs']` by default. */
  args?: string[]
  env?: NodeJS.ProcessEnv
  execPath?: string
  /** Called with all of stdout so far, at each piece of it. */
  onStdout?: (text: string, child: ChildProcess) => void
}

export class ProbedProgram {
  readonly folder = temporaryFolder('program')
  readonly recordDir: string
  private readonly runConfigPath: string

  /** `files`: text by path. Those in `src/` are targets. */
  constructor(
    files: Record<string, string>,
    private readonly options: ProgramOptions = {},
  ) {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true })
      writeFileSync(join(this.folder, path), text)
    }
    const runDir = temporaryFolder('run')
    this.recordDir = join(runDir, 'records')
    this.runConfigPath = join(runDir, 'run.json')
    mkdirSync(this.recordDir)
    writeFileSync(this.runConfigPath, JSON.stringify({ ...this.config(runDir), ...options.config }))
  }

  private config(runDir: string): RunConfig {
    return {
      wireVersion: WIRE_VERSION,
      runId: 'test',
      root: this.folder,
      recordDir: this.recordDir,
      rewriteCacheDir: join(runDir, 'cache'),
      preloadPath,
      targets: { include: ['^src/.*$'], exclude: [] },
      wrap: 'bindings',
      hasModules: true,
      builtins: [],
      exportedSites: {},
      arm: 'observe',
      sites: {},
      only: undefined,
      cacheSize: 128,
      maxCacheSize: 4096,
      exhaustive: true,
      standalone: false,
    }
  }

  run(): Promise<Ended> {
    const { args = ['main.cjs'], env, execPath = process.execPath, onStdout } = this.options
    const own = { ...cleanEnvironment(), ...env }
    const child = spawn(execPath, args, {
      cwd: this.folder,
      env: childEnvironment(own, { runConfigPath: this.runConfigPath, preloadPath }),
      stdio: 'pipe',
    })
    return endOf(child, onStdout).then((end) => new Ended(end, this.recordDir))
  }

  /** The same without us. */
  runBare(): Promise<ProcessEnd> {
    const { args = ['main.cjs'], env, execPath = process.execPath, onStdout } = this.options
    const own = { ...cleanEnvironment(), ...env }
    return endOf(spawn(execPath, args, { cwd: this.folder, env: own, stdio: 'pipe' }), onStdout)
  }
}

export interface ProcessEnd {
  exitCode: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** How a process ended, and its record. */
export class Ended implements ProcessEnd {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string

  constructor(
    end: ProcessEnd,
    private readonly recordDir: string,
  ) {
    this.exitCode = end.exitCode
    this.signal = end.signal
    this.stdout = end.stdout
    this.stderr = end.stderr
  }

  get records(): SummedRecords {
    return collectRecords(this.recordDir)
  }

  count(id: string, counter: Counter = 'calls'): number | undefined {
    return this.records.sites.get(id)?.counters[counter]
  }
}

function endOf(child: ChildProcessWithoutNullStreams, onStdout: ProgramOptions['onStdout']): Promise<ProcessEnd> {
  return new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', '']
    child.stdin.end()
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk
      onStdout?.(stdout, child)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk
    })
    child.once('error', reject)
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr }))
  })
}

/** Acts once, when the program has said that it waits. */
export function whenWaiting(act: (child: ChildProcess) => void): ProgramOptions {
  let done = false
  return {
    onStdout(text, child) {
      if (done || !text.includes('waiting')) return
      done = true
      act(child)
    },
  }
}
