/** The request for a run with some survivors cached and all others untouched, over the same rewritten files. */
import { type RunOutcome, succeeded } from '../launch/run-outcome.js'
import type { Arm, SitePlan } from '../wire/run-config.js'
import type { LaunchRequest } from './launch-port.js'
import type { Survivor } from './screening.js'

/** `only` names all survivors in every such run, so that runs differ in nothing but the caches. */
export function cachedRequest(survivors: readonly Survivor[], cached: readonly string[], label: string): LaunchRequest {
  const plans = survivors
    .filter((survivor) => cached.includes(survivor.id))
    .map((survivor): [string, SitePlan] => [survivor.id, planFor('cached', survivor)])
  return {
    arm: 'off',
    sites: Object.fromEntries(plans),
    only: survivors.map((survivor) => survivor.id),
    timed: true,
    label,
  }
}

/**
 * One of the runs that find out whose caches made `failed` fail. No time is taken, so test files run side by side again, on
 * all cores; but what it printed otherwise is held against runs of the same pace.
 */
export function culpritRequest(
  survivors: readonly Survivor[],
  cached: readonly string[],
  failed: RunOutcome,
): LaunchRequest {
  return { ...cachedRequest(survivors, cached, cachedLabel(cached)), timed: succeeded(failed) }
}

export function planFor(arm: Arm, { maxsize, key }: Pick<Survivor, 'maxsize' | 'key'>): SitePlan {
  return { arm, maxsize, ...(key.strategy !== 'identity' && { key }) }
}

export function cachedLabel(cached: readonly string[]): string {
  const [first] = cached
  if (first === undefined) return 'none cached'
  return cached.length === 1 ? `cached: ${first}` : `cached: ${first} and ${cached.length - 1} more`
}
