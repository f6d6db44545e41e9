/** The run with every survivor cached: the command must still pass, or the culprits are found. */
import { succeeded } from '../launch/run-outcome.js'
import { cachedLabel, cachedRequest } from './cached-request.js'
import { type CulpritGroup, findCulprits } from './culprits.js'
import type { RunLedger } from './run-ledger.js'
import type { Survivor } from './screening.js'

/** @returns the groups whose caches make the command fail; empty when all is well, or when it failed by chance. */
export async function culpritsAmong(survivors: readonly Survivor[], ledger: RunLedger): Promise<CulpritGroup[]> {
  const all = survivors.map((survivor) => survivor.id)
  const first = await ledger.run('cached', cachedRequest(survivors, all, 'all survivors cached'))
  if (succeeded(first)) return []
  const search = await findCulprits(all, (cached) =>
    ledger.run('culprits', cachedRequest(survivors, cached, cachedLabel(cached))),
  )
  ledger.flaked(search.groups.length === 0 ? search.flakes + 1 : search.flakes)
  return search.groups
}
