/** Which thread this is, told without node:worker_threads in a main thread: loading that costs a start 3 ms of CPU. */

type WorkerThreads = typeof import('node:worker_threads')

// Node disables it in every thread but the first; taken before it is wrapped.
export const isMainThread = (process.abort as { disabled?: boolean }).disabled !== true

/** Loads the module where it is not loaded yet; in a worker it always is. */
export function workerThreads(): WorkerThreads {
  return process.getBuiltinModule('node:worker_threads') as WorkerThreads
}

/** 0: the main thread. */
export const threadId = isMainThread ? 0 : workerThreads().threadId
