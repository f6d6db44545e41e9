/** What the kernel says of this thread: how long it ran, and how long it waited for a core. */
import { readFileSync } from '../pristine.js'

export interface ThreadTimes {
  onCpuNs: number
  waitingNs: number
}

/** Linux's scheduler statistics, sched-stats(rst): time on a core, time in its queue, slices. undefined elsewhere. */
export function threadTimes(): ThreadTimes | undefined {
  try {
    const [onCpuNs, waitingNs] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ').map(Number)
    return onCpuNs === undefined || waitingNs === undefined ? undefined : { onCpuNs, waitingNs }
  } catch {
    return undefined // Not Linux, or a kernel without these statistics: the wall clock is all there is.
  }
}

let lastWaitingNs = 0

/** How long this thread has waited for a core since this was last asked; 0: it cannot be told. */
export function waitedNs(): number {
  const waitingNs = threadTimes()?.waitingNs ?? lastWaitingNs
  const waited = waitingNs - lastWaitingNs
  lastWaitingNs = waitingNs
  return waited
}
