/** Keeps the probe in worker threads and children that would lose it, and counts the children that do. */
import * as diagnosticsChannel from 'node:diagnostics_channel'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'
import type { WorkerOptions } from 'node:worker_threads'
import { RUN_CONFIG_VARIABLE } from '../src/wire/run-config.js'
import type { ProcessRecorder } from './recorder.js'

type WorkerThreads = typeof import('node:worker_threads')
type WorkerFile = ConstructorParameters<WorkerThreads['Worker']>[0]

/** A worker with an `env` or `execArgv` of its own does not see this process's NODE_OPTIONS. */
export function keepInWorkers(preloadPath: string): void {
  const workerThreads = process.getBuiltinModule('node:worker_threads') as { Worker: WorkerThreads['Worker'] }
  workerThreads.Worker = class Worker extends workerThreads.Worker {
    constructor(file: WorkerFile, options?: WorkerOptions) {
      super(file, options && withPreload(options, preloadPath))
    }
  }
  syncBuiltinESMExports()
}

function withPreload(options: WorkerOptions, preloadPath: string): WorkerOptions {
  const ownEnvironment = typeof options.env === 'object' && options.env !== null
  if (!ownEnvironment && options.execArgv === undefined) return options
  return { ...options, execArgv: [...(options.execArgv ?? process.execArgv), '--require', preloadPath] }
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
export function watchChildren(recorder: ProcessRecorder): void {
  const onFirstChild = (message: unknown) => {
    diagnosticsChannel.unsubscribe('child_process', onFirstChild)
    const prototype = Object.getPrototypeOf((message as { process: object }).process) as { spawn: Spawn }
    const original = prototype.spawn
    prototype.spawn = function spawn(options) {
      if (losesProbe(options)) {
        recorder.line({
          type: 'warning',
          code: 'uninstrumented-children',
          args: { program: basename(String(options.file)) },
        })
      }
      return Reflect.apply(original, this, [options])
    }
  }
  diagnosticsChannel.subscribe('child_process', onFirstChild)
}

function losesProbe({ file, envPairs }: SpawnOptions): boolean {
  if (!Array.isArray(envPairs) || typeof file !== 'string' || !/^node(js)?$/.test(basename(file))) return false
  return !envPairs.some((pair) => String(pair).startsWith(`${RUN_CONFIG_VARIABLE}=`))
}
