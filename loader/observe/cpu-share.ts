/** Tells what the process took beside the thread that calls a site: V8 collects and compiles in threads of its own. */
import { readClockNs } from './clock.js'
import { type ThreadTimes, threadTimes } from './thread-times.js'

const { cpuUsage } = process
const start = { processNs: processNs(), ns: readClockNs() }

/** CPU time since the start. */
export interface CpuTimes {
  threadNs: number
  processNs: number
}

/** Follows the calling thread, and its process, from its making on. */
export class CpuShare {
  private readonly start: ThreadTimes | undefined = threadTimes()
  private readonly startNs = processNs()

  /** undefined: it cannot be told. */
  read(): CpuTimes | undefined {
    const now = threadTimes()
    if (this.start === undefined || now === undefined) return undefined
    return { threadNs: now.onCpuNs - this.start.onCpuNs, processNs: processNs() - this.startNs }
  }
}

/**
 * At most so much CPU time has this thread had since this was loaded: on a busy machine the clock shows a multiple of it,
 * where other threads work the process has one.
 */
export function mostWorkNs(): number {
  return Math.min(processNs() - start.processNs, readClockNs() - start.ns)
}

/** CPU time of all threads of the process. */
export function processNs(): number {
  const { user, system } = cpuUsage()
  return (user + system) * 1e3
}
