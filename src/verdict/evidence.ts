/** All that is known of one site when its verdict is drawn. */
import type { CulpritGroup } from '../experiment/culprits.js'
import type { SiteEffect } from '../experiment/effect.js'
import type { SiteObservation } from '../experiment/observation.js'
import type { Screening } from '../experiment/screening.js'
import type { Validation } from '../experiment/validate.js'
import type { ScannedSite } from '../scan/scanned-site.js'

export interface SiteEvidence {
  site: ScannedSite
  observation?: SiteObservation
  effect?: SiteEffect
  /** The loader wrapped it in at least one process. */
  instrumented: boolean
  /** A process evaluated its module. */
  loaded: boolean
  /** It was wrapped in some processes, and evaluated where it could not be in others. */
  partly: boolean
  /** Test runners that ran while no target file at all was seen. */
  unseenIn?: string
}

/**
 * Brings together what scanning, screening and validation know of each site, in the order of the scan.
 * @param runner the test runners behind the command, with their versions.
 */
export function evidenceOf(
  sites: readonly ScannedSite[],
  screening: Screening,
  validation: Validation | undefined,
  runner?: string,
): SiteEvidence[] {
  const unwrapped = new Set(screening.skipped.flatMap((line) => (line.reason === 'not-instrumented' ? line.file : [])))
  const nothingSeen = !sites.some(({ id, file }) => screening.observations.has(id) || unwrapped.has(file))
  const skippedFiles = new Set(screening.skipped.map((line) => line.file))
  const effects = new Map(validation?.effects.map((effect) => [effect.id, effect]))
  const evidence = sites.map((site): SiteEvidence => {
    const observation = screening.observations.get(site.id)
    const effect = effects.get(site.id)
    return {
      site,
      ...(observation && { observation }),
      ...(effect && { effect }),
      instrumented: observation !== undefined,
      loaded: observation !== undefined || skippedFiles.has(site.file),
      partly: observation !== undefined && unwrapped.has(site.file),
      ...(nothingSeen && runner && { unseenIn: runner }),
    }
  })
  return withCulprits(evidence, validation?.culprits ?? [])
}

/** A cache may be found guilty as late as in validation, or beside the others that are recommended. */
export function withCulprits(evidence: readonly SiteEvidence[], culprits: readonly CulpritGroup[]): SiteEvidence[] {
  return evidence.map((one) => {
    const group = culprits.find(({ ids }) => ids.includes(one.site.id))
    return group && one.observation ? { ...one, observation: accused(one.observation, group) } : one
  })
}

function accused(observation: SiteObservation, { ids, ...failure }: CulpritGroup): SiteObservation {
  const together = ids.filter((id) => id !== observation.id)
  return { ...observation, culprit: { ...failure, ...(together.length > 0 && { together }) } }
}
