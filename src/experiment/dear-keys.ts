/** Goes back to keys by identity where the time run shows that a safer key takes too much of what hits save. */
import { cheaperThan, type TriedKey } from './key-choice.js'
import type { SiteObservation } from './observation.js'
import { figuresUnder } from './observe.js'
import type { Candidate } from './screening.js'

/** A key by content is worth having while it leaves so much of what one by identity would save. */
const ABOUT_AS_GOOD = 0.8

/** Look-up of a key by identity that holds objects, ns: 30 to 80 in `test/bench`'s loops. */
const IDENTITY_LOOKUP_NS = 60

/** Ids of those whose keys are by identity from here on, and which must be timed anew. */
export function withCheaperKeys(
  candidates: readonly Candidate[],
  observations: ReadonlyMap<string, SiteObservation>,
): Set<string> {
  const dear = new Set<string>()
  for (const { id } of candidates) {
    const observation = observations.get(id)
    const cheaper = observation && lessDear(observation)
    if (!cheaper) continue
    Object.assign(observation, figuresUnder(cheaper))
    dear.add(id)
  }
  return dear
}

function lessDear({ key, tried, timing }: SiteObservation): TriedKey | undefined {
  if (timing?.hitCallNs === undefined) return undefined
  const { hitCallNs, lookupNs } = timing
  const savedByIdentity = ABOUT_AS_GOOD * (hitCallNs - IDENTITY_LOOKUP_NS)
  const saved = Math.max(0, hitCallNs - lookupNs)
  return cheaperThan(key, tried, (rate, ofIdentity) => rate * saved < ofIdentity * savedByIdentity)
}
