/**
 * Observes survivors once more, alone and as far as can be afforded call by call: the first run has shared its budget
 * among all sites, and what a sample of calls did not show may be a reason against a cache. DESIGN §5.
 */
import { type RunOutcome, succeeded } from '../launch/run-outcome.js'
import { dangersSeen } from '../wire/dangers.js'
import type { SitePlan } from '../wire/run-config.js'
import { type TriedKey, triedKeys } from './key-choice.js'
import type { LaunchRequest } from './launch-port.js'
import type { SiteObservation } from './observation.js'
import { figuresUnder } from './observe.js'
import type { ExperimentOptions } from './options.js'
import type { RunLedger } from './run-ledger.js'
import type { Survivor } from './screening.js'

/** Those that are still safe, with what is known better now; it is written on their observations too. */
export async function lookCloser(
  survivors: readonly Survivor[],
  observations: ReadonlyMap<string, SiteObservation>,
  options: ExperimentOptions,
  ledger: RunLedger,
): Promise<Survivor[]> {
  // What is stateful may not be applied anyway.
  const sampled = survivors.filter(({ id, stateful }) => !stateful && wasSampled(observations.get(id)))
  if (sampled.length === 0) return [...survivors]
  const outcome = await ledger.run('observe', requestFor(sampled))
  for (const survivor of sampled) note(survivor, observations.get(survivor.id), outcome, options)
  return survivors.flatMap((survivor) => {
    const seen = observations.get(survivor.id)
    if (seen === undefined || dangersSeen(seen.counters).length > 0) return []
    return [{ ...survivor, key: seen.key, maxsize: seen.recommendedMaxsize ?? survivor.maxsize }]
  })
}

/** Some calls were let pass, or some results that a cache would have handed out were not compared. */
function wasSampled(observation: SiteObservation | undefined): boolean {
  if (observation === undefined) return false
  const { unfollowed, hits, checked, unknown } = observation.counters
  return unfollowed > 0 || checked + unknown < hits
}

function requestFor(survivors: readonly Survivor[]): LaunchRequest {
  const plans = survivors.map(({ id, key, filled }): [string, SitePlan] => [
    id,
    { arm: 'observe', closely: true, variants: besideIdentity(key), ...(filled && { filled }) },
  ])
  const only = survivors.map(({ id }) => id)
  return { arm: 'off', sites: Object.fromEntries(plans), only, timed: false, label: 'a closer look at the survivors' }
}

/** The key that its cache would have, to be made with the same care as at first. */
function besideIdentity({ plain: _, ...key }: Survivor['key']): Survivor['key'][] {
  return key.strategy === 'identity' ? [] : [key]
}

/** Where the command did not pass now, or less was compared, there is no more evidence than there was. */
function note(
  { id, key }: Survivor,
  observation: SiteObservation | undefined,
  outcome: RunOutcome,
  options: ExperimentOptions,
): void {
  const record = succeeded(outcome) ? outcome.sites.get(id) : undefined
  if (observation === undefined || record === undefined) return
  const seen = triedKeys(record, besideIdentity(key), options).find((one) => one.key.strategy === key.strategy)
  if (seen === undefined || !saysMore(seen, observation)) return
  const tried = observation.tried.map((one) => (one.key === observation.key ? seen : one))
  Object.assign(observation, { evidence: record.evidence, staleness: record.staleness, tried, ...figuresUnder(seen) })
}

function saysMore({ counters }: TriedKey, known: SiteObservation): boolean {
  return dangersSeen(counters).length > 0 || counters.checked > known.counters.checked
}
