/** What timing may take of a thread's CPU time, shared by all that is timed in it. */
import { readClockNs } from './clock.js'
import { processCpuNs } from './owner-time.js'

/** At first all calls are timed, until that has taken so long, or less where the thread has many samplers. */
const FREE_NS = 250_000
const LEAST_FREE_NS = 50_000
/** What all samplers of a thread may take so, beside the least. */
const FREE_OF_ALL_NS = 1e6

const start = { cpuNs: processCpuNs(), ns: readClockNs() }

export class TimingBudget {
  /** Share of the CPU time that timing may take, beside what is free. */
  static readonly MAX_SHARE = 0.01
  private samplers = 0
  private freeNs = FREE_OF_ALL_NS

  /** `readCpuNs`: CPU time that the thread has taken so far. */
  constructor(readonly readCpuNs: () => number = mostWorkNs) {}

  join(): void {
    this.samplers++
  }

  /** Whether a sampler that has taken `spentNs` may take `ns` of what is free. */
  grants(ns: number, spentNs: number): boolean {
    if (spentNs < LEAST_FREE_NS) return true
    if (spentNs >= FREE_NS || this.freeNs < ns) return false
    this.freeNs -= ns
    return true
  }

  /** What one sampler may take of the CPU time. */
  get share(): number {
    return TimingBudget.MAX_SHARE / Math.max(1, this.samplers)
  }
}

/** Of this thread. */
export const timingBudget = new TimingBudget()

/**
 * At most so much CPU time has this thread had since this was loaded: on a busy machine the clock shows a multiple of it,
 * where other threads work the process has one.
 */
function mostWorkNs(): number {
  return Math.min(processCpuNs() - start.cpuNs, readClockNs() - start.ns)
}
