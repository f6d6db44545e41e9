/** Keeps the probe in worker threads and children that would lose it, and counts the children that do. */
import { basename } from 'node:path'
import type { WorkerOptions } from 'node:worker_threads'
import { withoutRequire, withRequire } from '../src/wire/require-option.js'
import { RUN_CONFIG_VARIABLE } from '../src/wire/run-config.js'
import type { ProcessRecorder } from './recorder.js'
import type { Runtime } from './runtime.js'
import { shareWithWorkers } from './shared-record.js'
import { workerThreads } from './thread.js'

type WorkerThreads = typeof import('node:worker_threads')
type WorkerFile = ConstructorParameters<WorkerThreads['Worker']>[0]

/** To be called before the owner's program gets hold of `Worker`. */
export function keepInWorkers(preloadPath: string, recorder: ProcessRecorder): void {
  shareWithWorkers(recorder.shared)
  const exported = workerThreads() as { Worker: WorkerThreads['Worker'] }
  exported.Worker = class Worker extends exported.Worker {
    constructor(file: WorkerFile, ...rest: [options?: WorkerOptions]) {
      super(file, ...(rest.map((options) => withPreload(options, preloadPath)) as typeof rest))
    }
  }
  process.getBuiltinModule('node:module')?.syncBuiltinESMExports()
}

/**
 * Only a worker with an `env` of its own does not see this process's NODE_OPTIONS. `execArgv` is not used: naming it
 * would make node check the flags that it otherwise takes from this process as they are.
 */
function withPreload(options: WorkerOptions | undefined, preloadPath: string): WorkerOptions | undefined {
  const env = options?.env
  if (typeof env !== 'object' || env === null || RUN_CONFIG_VARIABLE in env) return options
  const own = env as Record<string, string | undefined>
  return { ...options, env: { ...own, NODE_OPTIONS: withRequire(preloadPath, own.NODE_OPTIONS) } }
}

/** In a worker that we had to be put into: its environment becomes what its maker gave it. */
export function hideFromEnvironment(preloadPath: string): void {
  const own = withoutRequire(preloadPath, process.env.NODE_OPTIONS)
  if (own === undefined) delete process.env.NODE_OPTIONS
  else process.env.NODE_OPTIONS = own
}

/** What node's own spawn is given; not in its types. */
interface SpawnOptions {
  file?: unknown
  envPairs?: unknown
}
type Spawn = (this: unknown, options: SpawnOptions) => unknown

/**
 * Warns of each node program that is started without the probe. The channel speaks before the process is started, so
 * `child_process` need not be loaded for it; `spawnSync` is not seen.
 */
export function watchChildren(recorder: ProcessRecorder, runtime: Runtime): void {
  const { subscribe, unsubscribe } = process.getBuiltinModule('node:diagnostics_channel') as Channels
  const onFirstChild = (message: unknown) => {
    unsubscribe('child_process', onFirstChild)
    const prototype = Object.getPrototypeOf((message as { process: object }).process) as { spawn: Spawn }
    const original = prototype.spawn
    prototype.spawn = function spawn(options) {
      runtime.guard(undefined, () => warnOfLoss(options, recorder))
      return Reflect.apply(original, this, [options])
    }
  }
  subscribe('child_process', onFirstChild)
}

type Channels = typeof import('node:diagnostics_channel')

function warnOfLoss(options: SpawnOptions | null | undefined, recorder: ProcessRecorder): void {
  const { file, envPairs } = options ?? {}
  if (!Array.isArray(envPairs) || typeof file !== 'string' || !isNode(file)) return
  if (envPairs.some((pair) => String(pair).startsWith(`${RUN_CONFIG_VARIABLE}=`))) return
  recorder.line({ type: 'warning', code: 'uninstrumented-children', args: { program: basename(file) } })
}

function isNode(file: string): boolean {
  return file === process.execPath || /^node(js)?$/.test(basename(file))
}
