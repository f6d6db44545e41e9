/** Writes on the observations of culprits what they are guilty of. */
import type { CulpritGroup } from './culprits.js'
import type { SiteObservation } from './observation.js'

export function accuse(observations: ReadonlyMap<string, SiteObservation>, groups: readonly CulpritGroup[]): void {
  for (const { ids, ...failure } of groups) {
    for (const id of ids) {
      const observation = observations.get(id)
      if (observation === undefined) continue
      const together = ids.filter((other) => other !== id)
      observation.culprit = together.length === 0 ? failure : { ...failure, together }
    }
  }
}
