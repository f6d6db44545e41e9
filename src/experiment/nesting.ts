/** Which survivors' caches reach into each other, so that their effects do not add up. DESIGN §6. */
import type { RunOutcome } from '../launch/run-outcome.js'
import type { SiteObservation } from './observation.js'
import type { Survivor } from './screening.js'

/** Counts of calls move a little between runs of one command. */
const STARVED_BELOW = 0.9

export interface Nesting {
  /** Ids of the sites inside of whose would-be hits a site's own were seen. */
  insideOf: ReadonlyMap<string, readonly string[]>
  /** Sites that are called less while all survivors are cached, by nobody knows whose cache. */
  starved: ReadonlySet<string>
}

/** Of sites of which nothing was seen. */
export const UNKNOWN_NESTING: Nesting = { insideOf: new Map(), starved: new Set() }

export function nestingOf(
  survivors: readonly Survivor[],
  observations: ReadonlyMap<string, SiteObservation>,
  allCached: RunOutcome | undefined,
): Nesting {
  const insideOf = new Map(survivors.map(({ id }) => [id, observations.get(id)?.timing?.insideOf ?? []]))
  const starved = survivors.filter(({ id }) => {
    const before = observations.get(id)?.counters.calls ?? 0
    const after = allCached?.sites.get(id)?.counters.calls ?? before
    return insideOf.get(id)?.length === 0 && after < STARVED_BELOW * before
  })
  return { insideOf, starved: new Set(starved.map(({ id }) => id)) }
}

/**
 * One is called inside the other, or loses calls to somebody's cache; or both are called inside of a third, which hides
 * whether they are inside of each other.
 */
export function areNested(one: string, other: string, { insideOf, starved }: Nesting): boolean {
  if (starved.has(one) || starved.has(other)) return true
  const [aroundOne, aroundOther] = [insideOf.get(one) ?? [], insideOf.get(other) ?? []]
  return aroundOne.includes(other) || aroundOther.includes(one) || aroundOne.some((id) => aroundOther.includes(id))
}
