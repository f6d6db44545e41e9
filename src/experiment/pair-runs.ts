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

/** Makes a run with these sites cached; undefined: it failed again and again. */
type Made = (ids: readonly string[]) => Promise<RunOutcome | undefined>

/** @param duet the two runs are made at the same time: what disturbs one disturbs the other. */
export async function runPair(
  cached: PlannedPair,
  survivors: readonly Survivor[],
  ledger: RunLedger,
  duet: boolean,
): Promise<PairResult> {
  const made: Made = (ids) => ledger.passing('validate', cachedRequest(survivors, ids, cachedLabel(ids)), ATTEMPTS)
  const outcomes = duet ? await bothAtOnce(cached, made) : await oneAfterTheOther(cached, made)
  const [first, second] = outcomes
  if (first !== undefined && second !== undefined) {
    return { kind: 'measured', pair: { cached, outcomes: [first, second] } }
  }
  return explainFailure(cached[first === undefined ? 0 : 1], survivors, ledger)
}

/** Where one cannot be made, the other is waited for all the same: it must not outlive us. */
async function bothAtOnce(cached: PlannedPair, made: Made): Promise<(RunOutcome | undefined)[]> {
  const settled = await Promise.allSettled(cached.map(made))
  return settled.map((run) => {
    if (run.status === 'rejected') throw run.reason
    return run.value
  })
}

/** Nothing is asked for after what failed. */
async function oneAfterTheOther([first, second]: PlannedPair, made: Made): Promise<(RunOutcome | undefined)[]> {
  const outcome = await made(first)
  return outcome === undefined ? [] : [outcome, await made(second)]
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
