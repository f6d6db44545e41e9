/** What a cache adds to the memory that the command's processes hold at their ends. */
import { median } from '../stats/summary.js'
import { type MeasuredPair, signOf } from './measured-pair.js'

/**
 * Median over the pairs of the run with the cache less the run without, bytes: what other caches hold is on either side
 * of it equally often. Pairs in which a process did not say what it held, or whose runs had not as many processes,
 * tell nothing.
 * @returns undefined when no pair tells.
 */
export function heapDelta(site: string, pairs: readonly MeasuredPair[]): number | undefined {
  const deltas = pairs.flatMap(({ cached, outcomes: [first, second] }) => {
    if (first.instrumentedProcesses !== second.instrumentedProcesses) return []
    if (first.memoryBytes === undefined || second.memoryBytes === undefined) return []
    return [signOf(site, cached) * (first.memoryBytes - second.memoryBytes)]
  })
  return deltas.length === 0 ? undefined : Math.round(median(deltas))
}
