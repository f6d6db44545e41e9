/** Keeps the probe in worker threads that would lose it. */
import type { WorkerOptions } from 'node:worker_threads'
import { withoutRequire, withRequire } from '../src/wire/require-option.js'
import { RUN_CONFIG_VARIABLE } from '../src/wire/run-config.js'
import type { ProcessRecorder } from './recorder.js'
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
