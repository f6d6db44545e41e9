/** Tells how much of its time a thread really ran: on a busy machine the wall clock also counts waiting for a core. */
import { readFileSync } from '../pristine.js'

interface ThreadTimes {
  onCpuNs: number
  waitingNs: number
}

/** Follows the calling thread from its making on. */
export class CpuShare {
  private readonly start = threadTimes()

  /** Share (0..1) of the time since the start, idle time left out, in which the thread had a core. 1: cannot be told. */
  read(): number {
    const now = threadTimes()
    if (this.start === undefined || now === undefined) return 1
    const onCpuNs = now.onCpuNs - this.start.onCpuNs
    const waitingNs = now.waitingNs - this.start.waitingNs
    return onCpuNs <= 0 ? 1 : onCpuNs / (onCpuNs + waitingNs)
  }
}

/** Linux's scheduler statistics, sched-stats(rst): time on a core, time in its queue, slices. undefined elsewhere. */
function threadTimes(): ThreadTimes | undefined {
  try {
    const [onCpuNs, waitingNs] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ').map(Number)
    return onCpuNs === undefined || waitingNs === undefined ? undefined : { onCpuNs, waitingNs }
  } catch {
    return undefined // Not Linux, or a kernel without these statistics: the wall clock is all there is.
  }
}
