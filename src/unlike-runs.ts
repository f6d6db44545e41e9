/** Compares two runs that should have done the same: what they printed, how they ended, how often they called what. */
import { type RunOutcome, wayOut } from './launch/run-outcome.js'

/** Calls may differ by so much of the more: of programs that go by the clock they differ from run to run. */
const CALLS_TOLERANCE = 0.1

/**
 * In which way `there` differs from `here`, completing "there it ..."; undefined: in none. `before` is an earlier run like
 * `here`: what these two print otherwise is not held against the third, but for its words.
 */
export function unlike(here: RunOutcome, there: RunOutcome, before: RunOutcome = here): string | undefined {
  if (wayOut(there.end) !== wayOut(here.end)) return wayOut(there.end)
  const told = here.printed?.exact === before.printed?.exact ? 'exact' : 'butForNumbers'
  if (here.printed?.[told] !== there.printed?.[told]) return 'prints something else'
  const faults = there.faults.length > 0 || there.instrumentedProcesses !== here.instrumentedProcesses
  if (faults) return 'cannot be followed'
  for (const [id, { counters }] of here.sites) {
    const calls = there.sites.get(id)?.counters.calls ?? 0
    const most = Math.max(calls, counters.calls)
    if (Math.abs(calls - counters.calls) > CALLS_TOLERANCE * most) {
      return `calls ${id} ${calls} times, and not ${counters.calls} times`
    }
  }
  return undefined
}
