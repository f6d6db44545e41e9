/** The run with every survivor cached: the command must still pass and print the same, or the culprits are found. */
import { didAsUsual, type RunOutcome, succeeded } from '../launch/run-outcome.js'
import { cachedRequest, culpritRequest } from './cached-request.js'
import { type CulpritGroup, findCulprits } from './culprits.js'
import type { RunLedger } from './run-ledger.js'
import type { Survivor } from './screening.js'

export interface AllCached {
  /** Groups whose caches make the command fail; empty when all is well, or when it failed by chance. */
  culprits: CulpritGroup[]
  /** undefined: it did not pass. */
  outcome: RunOutcome | undefined
}

export async function runAllCached(survivors: readonly Survivor[], ledger: RunLedger): Promise<AllCached> {
  const all = survivors.map((survivor) => survivor.id)
  const outcome = await ledger.run('cached', cachedRequest(survivors, all, 'all survivors cached'))
  if (didAsUsual(outcome)) return { culprits: [], outcome }
  const search = await findCulprits(all, (cached) => ledger.run('culprits', culpritRequest(survivors, cached, outcome)))
  const byChance = search.groups.length === 0
  ledger.flaked(byChance && !succeeded(outcome) ? search.flakes + 1 : search.flakes)
  return { culprits: search.groups, outcome: byChance && succeeded(outcome) ? outcome : undefined }
}
