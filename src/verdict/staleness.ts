/** Says what could be done where the same arguments gave another result later: nothing here makes a cache safe. */
import type { SiteObservation } from '../experiment/observation.js'
import type { ScannedSite, StateReason } from '../scan/scanned-site.js'
import { dangersSeen } from '../wire/dangers.js'
import { LEAST_TTL_MS, type Staleness } from '../wire/staleness.js'
import { writerOf } from './rules/follows-state.js'
import { type Finding, finding } from './ruling.js'
import { isOfArguments } from './static-impurity.js'

/** A result that lasts is found again so often for each time that it has changed. */
const AGREES_PER_CHANGE = 10
/** Of the state that was not seen to change, as it is not a variable of the module or was changed in place. */
const MOST_WRITERS = 2
/** An invalidation point explains nearly all changes: some may fall between two looks. */
const EXPLAINS = 0.9

/**
 * Empty where what was stored was itself changed, which says nothing of when it was right, and where the key that was chosen
 * never went wrong.
 */
export function remedyAgainst({ staleness, counters }: SiteObservation, { file, purity }: ScannedSite): Finding[] {
  if (staleness === undefined || counters.mismatches === 0) return []
  if (dangersSeen(counters).some((danger) => danger.startsWith('mutated'))) return []
  const { changes, soonestMs, soonestCalls } = staleness
  const steady = purity.state.filter(({ subject }) => !staleness.restless.some((place) => stands(subject, place)))
  const point = invalidationPoint(staleness, steady)
  if (point !== undefined) {
    const { place, times, state } = point
    const { writer, writerLine, writerFile = file } = state
    return [finding('invalidation-point', { place, times, changes, file: writerFile, writer, writerLine })]
  }
  const written = steady.filter((reason) => !isOfArguments(reason)).slice(0, MOST_WRITERS)
  if (written.length > 0) return written.map(writerOf)
  const agreed = counters.checked - counters.mismatches
  return soonestMs >= LEAST_TTL_MS && agreed >= AGREES_PER_CHANGE * changes
    ? [finding('ttl-bound', { soonestMs, changes, agreed })]
    : [finding('not-cacheable', { soonestCalls, changes })]
}

/** `place` is what was watched of `subject`. */
function stands(subject: string, place: string): boolean {
  return subject === place || subject.startsWith(`${place}.`)
}

interface InvalidationPoint {
  place: string
  times: number
  state: StateReason
}

/** The place that had changed most often; undefined: together they do not explain the changes. */
function invalidationPoint(
  { after, changes, unexplained }: Staleness,
  state: readonly StateReason[],
): InvalidationPoint | undefined {
  if (changes - unexplained < EXPLAINS * changes) return undefined
  const points = Object.entries(after).flatMap(([place, times]): InvalidationPoint[] => {
    const written = state.find(({ subject }) => stands(subject, place))
    return written === undefined ? [] : [{ place, times, state: written }]
  })
  return points.sort((one, other) => other.times - one.times)[0]
}
