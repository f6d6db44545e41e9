/** What to heed of where the repeats come from: a cache is right for them, but less of a change, or another one, may do. */
import type { SiteObservation } from '../experiment/observation.js'
import { type Finding, finding } from './ruling.js'

/** Fewer sampled hits say nothing of the rest. */
const LEAST_SAMPLED = 8
/** Of the sampled hits, those that one stack must account for. */
const ONE_LOOP = 0.95
/** Of the keys of a process, those that another one must have known as well. */
const MUCH_KNOWN_ELSEWHERE = 0.2

/** Where a cache of one entry is enough, that says more than that there is one loop, which is told with it. */
export function repeatsInARow(observation: SiteObservation): Finding[] {
  return [finding('repeats-in-a-row', loopOf(observation) ?? {})]
}

export function oneLoop(observation: SiteObservation): Finding[] {
  const loop = loopOf(observation)
  return loop ? [finding('one-call-site', loop)] : []
}

/** undefined: its hits come from more than one. */
function loopOf({ repeats }: SiteObservation): { place: string; share: number; sampled: number } | undefined {
  if (repeats?.loop === undefined || repeats.sampled < LEAST_SAMPLED || repeats.loop.share < ONE_LOOP) return undefined
  const { place, share } = repeats.loop
  return { place: place.replace(/:\d+$/, ''), share, sampled: repeats.sampled }
}

/** Each process fills a cache of its own. */
export function acrossProcesses({ repeats, counters, key }: SiteObservation): Finding[] {
  if (repeats === undefined || repeats.memories < 2 || key.strategy !== 'identity') return []
  if (repeats.knownElsewhere < MUCH_KNOWN_ELSEWHERE) return []
  const elsewhere = repeats.knownElsewhere * counters.misses
  const seen = counters.hits / (counters.hits + elsewhere)
  return [finding('across-processes', { memories: repeats.memories, processes: repeats.processes, seen })]
}
