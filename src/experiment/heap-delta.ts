/** What a cache adds to the memory that the command's processes hold at their ends. */
import { median } from '../stats/summary.js'
import type { MeasuredPair } from './run-design.js'

/**
 * Median over the pairs of the run with the cache less the run without, bytes. Pairs in which a process did not say what
 * it held, or whose runs had not as many processes, tell nothing.
 * @returns undefined when no pair tells.
 */
export function heapDelta(site: string, pairs: readonly MeasuredPair[]): number | undefined {
  const deltas = pairs.flatMap(({ cached, outcomes: [first, second] }) => {
    if (first.instrumentedProcesses !== second.instrumentedProcesses) return []
    if (first.memoryBytes === undefined || second.memoryBytes === undefined) return []
    return [(cached[0].includes(site) ? 1 : -1) * (first.memoryBytes - second.memoryBytes)]
  })
  return deltas.length === 0 ? undefined : Math.round(median(deltas))
}
