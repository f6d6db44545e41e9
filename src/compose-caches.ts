/** Puts what is known of the caches that the program has already into the report. */
import type { ProbePlan } from './config/plan.js'
import type { Screening } from './experiment/screening.js'
import type { ExistingCache } from './report/existing-cache.js'
import type { FoundCache } from './scan/found-cache.js'
import type { Scan } from './scan/scanned-site.js'
import { type JudgedCache, judgeCache } from './verdict/judge-cache.js'

interface CacheFindings {
  plan: Pick<ProbePlan, 'minCalls'>
  scan: Scan
  screening: Screening
}

/** In the order of the scan. */
export function existingCaches({ plan, scan, screening }: CacheFindings): ExistingCache[] {
  const counters = new Map(screening.caches.map((record) => [record.id, record.counters]))
  return scan.caches.map((cache) => {
    const counted = cache.marked && counters.get(cache.marked.id)
    return cacheReport(
      judgeCache({ cache, ...(counted && { counters: counted }), ...mutation(cache, screening) }, plan),
    )
  })
}

/** Callers that change what they are given change what the cache holds. */
function mutation({ id }: FoundCache, { observations }: Screening): { mutatedResults: number; mutation?: string } {
  const observation = observations.get(id)
  const evidence = observation?.evidence.find(({ code }) => code === 'mutated-result')
  return { mutatedResults: observation?.counters.mutatedResults ?? 0, ...(evidence && { mutation: evidence.detail }) }
}

function cacheReport({ cache, figures, verdict, reasons, recommendedMaxsize }: JudgedCache): ExistingCache {
  const { id, file, line, subject, library, maxsize } = cache
  const { holders: _, keys: __, returns: ___, ...counted } = figures ?? {}
  return {
    ...{ id, file, line, subject },
    ...(library !== undefined && { library }),
    ...(maxsize !== undefined && { maxsize }),
    ...counted,
    ...(recommendedMaxsize !== undefined && { recommendedMaxsize }),
    ...(verdict && { verdict }),
    reasons,
  }
}
