/** Tells what CPU time the program has taken of its own, our work on its calls left out: what that may cost is a share of it. */

/** What a kind of work of ours may take: what is spent before anybody counts, and beyond that a share of the owner's time. */
export interface Allowance {
  freeNs: number
  shareOfOwner: number
}

export function allowedNs({ freeNs, shareOfOwner }: Allowance, owner: Pick<OwnerTime, 'ns'>): number {
  return freeNs + shareOfOwner * owner.ns
}

/** The process is asked again when so much work has been done since. */
const REFRESH_NS = 5e6
/**
 * What our work costs beside the time that it takes, as a share of that, and at first: its garbage is collected and its
 * code compiled at other times, by other threads.
 */
const AFTERMATH = 0.75
const WARMING_UP_NS = 2e8

// Taken before it is watched.
const { cpuUsage } = process

/** Of the whole process so far, ns. */
export function processCpuNs(): number {
  const { user, system } = cpuUsage()
  return (user + system) * 1e3
}

export class OwnerTime {
  private oursNs = 0
  private cpuNs = 0
  private refreshAtNs = 0

  constructor(private readonly readNs: () => number = processCpuNs) {}

  /** So much of the process's time was ours. */
  takeOff(ns: number): void {
    this.oursNs += (1 + AFTERMATH) * ns
  }

  get ns(): number {
    if (this.oursNs >= this.refreshAtNs) {
      this.cpuNs = this.readNs()
      this.refreshAtNs = this.oursNs + REFRESH_NS
    }
    return Math.max(0, this.cpuNs - this.oursNs - WARMING_UP_NS)
  }
}

/** Of this process, as far as this thread works on it. */
export const ownerTime = new OwnerTime()
