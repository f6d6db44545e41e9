/** Tells node's own module-hooks thread from the owner's threads: a preload runs there too, and must do nothing. */
import { isMainThread, workerThreads } from './thread.js'

/** `isInternalThread` came with Node 22.14; before it, only that thread is a worker without a parent port. */
export function isInternalThread(): boolean {
  if (isMainThread) return false
  const { isInternalThread, parentPort } = workerThreads() as { isInternalThread?: boolean; parentPort: unknown }
  return isInternalThread ?? parentPort === null
}
