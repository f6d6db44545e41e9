/** Runs one planned pair, and tells a failure by chance from one that a cache causes. */
import type { RunOutcome } from '../launch/run-outcome.js'
import { cachedLabel, cachedRequest } from './cached-request.js'
import { type CulpritGroup, findCulprits } from './culprits.js'
import type { MeasuredPair, PlannedPair } from './measured-pair.js'
import type { RunLedger } from './run-ledger.js'
import type { Survivor } from './screening.js'

/** A run of a pair is repeated once before it is asked why it fails. */
const ATTEMPTS = 2

export type PairResult =
  | { kind: 'measured'; pair: MeasuredPair }
  /** It failed again and again, and not because of a cache. */
  | { kind: 'lost' }
  | { kind: 'culprit'; groups: CulpritGroup[] }

export async function runPair(
  cached: PlannedPair,
  survivors: readonly Survivor[],
  ledger: RunLedger,
): Promise<PairResult> {
  const outcomes: RunOutcome[] = []
  for (const ids of cached) {
    const request = cachedRequest(survivors, ids, cachedLabel(ids))
    const outcome = await ledger.passing('validate', request, ATTEMPTS)
    if (outcome === undefined) return explainFailure(ids, survivors, ledger)
    outcomes.push(outcome)
  }
  const [first, second] = outcomes as [RunOutcome, RunOutcome]
  return { kind: 'measured', pair: { cached, outcomes: [first, second] } }
}

async function explainFailure(
  cached: readonly string[],
  survivors: readonly Survivor[],
  ledger: RunLedger,
): Promise<PairResult> {
  const search = await findCulprits(cached, (ids) =>
    ledger.run('culprits', cachedRequest(survivors, ids, cachedLabel(ids))),
  )
  if (search.groups.length > 0) return { kind: 'culprit', groups: search.groups }
  ledger.flaked(ATTEMPTS + search.flakes)
  return { kind: 'lost' }
}
