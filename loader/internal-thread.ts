/** Tells node's own module-hooks thread from the owner's threads: a preload runs there too, and must do nothing. */
import * as workerThreads from 'node:worker_threads'

/** `isInternalThread` came with Node 22.14; before it, only that thread is a worker without a parent port. */
export function isInternalThread(): boolean {
  const { isInternalThread, isMainThread, parentPort } = workerThreads as typeof workerThreads & {
    isInternalThread?: boolean
  }
  return isInternalThread ?? (!isMainThread && parentPort === null)
}
