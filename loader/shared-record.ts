/** What the threads of one process share of its record: where it is, and the memory that the counters live in. */
import { join } from 'node:path'
import { COUNTER_STRIDE } from '../src/wire/counters.js'
import type { RunConfig } from '../src/wire/run-config.js'
import { hrtime } from './pristine.js'
import { isMainThread, threadId, workerThreads } from './thread.js'

/** Blocks of counters that one process can hand out; the memory is only committed as it is used. */
export const MAX_BLOCKS = 1 << 14

const ENVIRONMENT_KEY = 'cache-probe.record'

export interface SharedRecord {
  basePath: string
  runConfigPath: string
  counters: SharedArrayBuffer
  /** [0]: blocks handed out; [1]: threads that have recorded beside the first. */
  header: SharedArrayBuffer
}

/** undefined: this is the main thread, or its parent was not probed. */
export function recordOfParent(): SharedRecord | undefined {
  if (isMainThread) return undefined
  return workerThreads().getEnvironmentData(ENVIRONMENT_KEY) as SharedRecord | undefined
}

/** To be called before the first worker is made: counters of a worker that is terminated are written by its parent. */
export function shareWithWorkers(shared: SharedRecord): void {
  workerThreads().setEnvironmentData(ENVIRONMENT_KEY, shared as unknown as NodeJS.Dict<unknown>)
}

export function newRecord(config: RunConfig, runConfigPath: string): SharedRecord {
  // Numbers of processes are given out again within a run: the clock makes the name unique.
  const [seconds, nanoseconds] = hrtime()
  return {
    runConfigPath,
    basePath: join(config.recordDir, `${process.pid}-${threadId}-${seconds.toString(36)}.${nanoseconds.toString(36)}`),
    counters: new SharedArrayBuffer(MAX_BLOCKS * COUNTER_STRIDE * Float64Array.BYTES_PER_ELEMENT),
    header: new SharedArrayBuffer(8),
  }
}
