/** How much a function matters by the time it takes: what is measured, and told of, first. It decides no verdict. */
import type { SiteObservation } from './observation.js'
import type { ExperimentOptions, ProbedSite } from './options.js'

export type Priority = 'HIGH' | 'MEDIUM' | 'LOW'

export interface HotSpot {
  /** Absent: it is called too seldom, or runs for too short a time, to be a hot spot. */
  priority?: Priority
  /** Absent: nobody has measured it. `screening`: what its calls would take if all were as dear as its timed hits. */
  time?: { totalMs: number; from: 'production' | 'suite' | 'screening' }
}

type Thresholds = Pick<ExperimentOptions, 'minCalls' | 'minTotalMs'>

const HIGH = { calls: 500, totalMs: 1000, expenses: 2 }
const MEDIUM = { calls: 200, totalMs: 500 }
const NS_PER_MS = 1e6

export function hotSpotOf(
  { profiled, expenses = 0 }: ProbedSite,
  observation: SiteObservation | undefined,
  thresholds: Thresholds,
): HotSpot {
  const calls = observation?.counters.calls ?? 0
  const time = profiled ? { totalMs: profiled.totalMs, from: profiled.from } : screenedTime(observation)
  const isHot = isHotSpot(calls, time, thresholds)
  return { ...(isHot && { priority: priorityOf(calls, time?.totalMs ?? 0, expenses) }), ...(time && { time }) }
}

/** For what a profile says: the higher, the sooner. What is hot in production comes before what is hot in the suite. */
export function rankInProfile({ priority, time }: HotSpot): number {
  if (time === undefined || time.from === 'screening' || priority === undefined) return 0
  const level = { HIGH: 3, MEDIUM: 2, LOW: 1 }[priority]
  return time.from === 'production' ? level + 3 : level
}

/** How often the suite calls it says nothing of production. */
function isHotSpot(calls: number, time: HotSpot['time'], { minCalls, minTotalMs }: Thresholds): boolean {
  if (time !== undefined && time.totalMs < minTotalMs) return false
  return time?.from === 'production' || calls >= minCalls
}

function priorityOf(calls: number, totalMs: number, expenses: number): Priority {
  if (calls >= HIGH.calls && totalMs >= HIGH.totalMs && expenses >= HIGH.expenses) return 'HIGH'
  return calls >= MEDIUM.calls || totalMs >= MEDIUM.totalMs ? 'MEDIUM' : 'LOW'
}

function screenedTime(observation: SiteObservation | undefined): HotSpot['time'] {
  const { hitCallNs } = observation?.timing ?? {}
  if (observation === undefined || hitCallNs === undefined) return undefined
  return { totalMs: (observation.counters.calls * hitCallNs) / NS_PER_MS, from: 'screening' }
}
