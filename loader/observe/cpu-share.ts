/** Tells what the process took beside the thread that calls a site: V8 collects and compiles in threads of its own. */
import { processCpuNs } from './owner-time.js'
import { type ThreadTimes, threadTimes } from './thread-times.js'

/** CPU time since the start. */
export interface CpuTimes {
  threadNs: number
  processNs: number
}

/** Follows the calling thread, and its process, from its making on. */
export class CpuShare {
  private readonly start: ThreadTimes | undefined = threadTimes()
  private readonly startNs = processCpuNs()

  /** undefined: it cannot be told. */
  read(): CpuTimes | undefined {
    const now = threadTimes()
    if (this.start === undefined || now === undefined) return undefined
    return { threadNs: now.onCpuNs - this.start.onCpuNs, processNs: processCpuNs() - this.startNs }
  }
}
