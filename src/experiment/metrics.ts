/** The command's two times, with the steps that they are told in. */
import type { RunOutcome } from '../launch/run-outcome.js'
import type { Metric } from './measured-pair.js'

/** The kernel tells user and system time of a child each in ticks of 10 ms; their errors add in quadrature. */
const LAUNCHER_STEP_MS = Math.hypot(10, 10)

export function cpuMetric(source: RunOutcome['cpuSource']): Metric {
  return { timeOf: (outcome) => outcome.cpuMs, step: source === 'launcher' ? LAUNCHER_STEP_MS : 0 }
}

export const WALL_METRIC: Metric = { timeOf: (outcome) => outcome.wallMs, step: 0 }

/** undefined: one of them could not be had. */
export function bothTimes(
  [one, other]: readonly [RunOutcome, RunOutcome],
  { timeOf }: Metric,
): [one: number, other: number] | undefined {
  const times = [timeOf(one), timeOf(other)] as const
  return times[0] === undefined || times[1] === undefined ? undefined : [times[0], times[1]]
}
