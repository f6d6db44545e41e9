/** Runs one planned pair, and tells a failure by chance from one that a cache causes. */
import type { RunOutcome } from '../launch/run-outcome.js'
import { cachedLabel, cachedRequest, culpritRequest } from './cached-request.js'
import { type CulpritGroup, findCulprits } from './culprits.js'
import type { MeasuredPair, PlannedPair } from './measured-pair.js'
import type { RunLedger, Tried } from './run-ledger.js'
import type { Survivor } from './screening.js'

/** A run of a pair is repeated once before it is asked why it fails. */
const ATTEMPTS = 2

export type PairResult =
  | { kind: 'measured'; pair: MeasuredPair }
  /** It failed again and again, and not because of a cache. */
  | { kind: 'lost' }
  | { kind: 'culprit'; groups: CulpritGroup[] }

/** Makes a run with these sites cached; where that failed, it did so again and again. */
type Try = (ids: readonly string[]) => Promise<Tried>

/** @param duet the two runs are made at the same time: what disturbs one disturbs the other. */
export async function runPair(
  cached: PlannedPair,
  survivors: readonly Survivor[],
  ledger: RunLedger,
  duet: boolean,
): Promise<PairResult> {
  const run: Try = (ids) => ledger.tried('validate', cachedRequest(survivors, ids, cachedLabel(ids)), ATTEMPTS)
  const tried = duet ? await bothAtOnce(cached, run) : await oneAfterTheOther(cached, run)
  const failed = tried.findIndex(({ passed }) => !passed)
  if (failed >= 0)
    return explainFailure(cached[failed] as string[], (tried[failed] as Tried).outcome, survivors, ledger)
  const [first, second] = tried as [Tried, Tried]
  return { kind: 'measured', pair: { cached, outcomes: [first.outcome, second.outcome] } }
}

/** Where one cannot be made, the other is waited for all the same: it must not outlive us. */
async function bothAtOnce(cached: PlannedPair, run: Try): Promise<Tried[]> {
  const settled = await Promise.allSettled(cached.map(run))
  return settled.map((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

/** Nothing is asked for after what failed. */
async function oneAfterTheOther([first, second]: PlannedPair, run: Try): Promise<Tried[]> {
  const tried = await run(first)
  return tried.passed ? [tried, await run(second)] : [tried]
}

async function explainFailure(
  cached: readonly string[],
  failed: RunOutcome,
  survivors: readonly Survivor[],
  ledger: RunLedger,
): Promise<PairResult> {
  const search = await findCulprits(cached, (ids) => ledger.run('culprits', culpritRequest(survivors, ids, failed)))
  if (search.groups.length > 0) return { kind: 'culprit', groups: search.groups }
  ledger.flaked(ATTEMPTS + search.flakes)
  return { kind: 'lost' }
}
