/** Tells what else ran on the machine during a run: what the processors did, less what the run and the driver took. */
import { cpus } from 'node:os'

export interface LoadMark {
  atMs: number
  busyMs: number
  ownMs: number
}

export function markLoad(): LoadMark {
  const { user, system } = process.cpuUsage()
  return { atMs: performance.now(), busyMs: busyMs(), ownMs: (user + system) / 1000 }
}

/** As a share of one processor; undefined: it is not known what the run took. */
export function othersShare(before: LoadMark, now: LoadMark, runCpuMs: number | undefined): number | undefined {
  if (runCpuMs === undefined) return undefined
  const othersMs = now.busyMs - before.busyMs - (now.ownMs - before.ownMs) - runCpuMs
  return Math.max(0, othersMs / Math.max(1, now.atMs - before.atMs))
}

/** Of all processors since the machine was started, ms. */
function busyMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0)
}
