/** One finished run as it is kept: what was asked for, what it came to, and when and on how busy a machine that was. */
import type { LaunchRequest } from '../experiment/launch-port.js'
import type { RunOutcome, SiteRecord } from '../launch/run-outcome.js'

/** Everything that decides what a run does, but for what all runs of an experiment have in common. */
export interface AskedRun {
  request: LaunchRequest
  /** How the command was started where its times are compared; of what is added to the environment only the names. */
  pace?: { command: string[]; variables: string[] }
}

export interface RunCircumstances {
  /** ISO 8601, when it was started. */
  startedAt: string
  /** Over the last minute, when it was started. */
  loadAverage: number
  /** How often the experiment had been taken up again by then: runs of one sitting were made one after the other. */
  sitting: number
}

export interface KeptRun extends AskedRun, RunCircumstances {
  outcome: RunOutcome
}

/** The same as JSON has it. */
export type EncodedRun = Omit<KeptRun, 'outcome'> & { outcome: Omit<RunOutcome, 'sites'> & { sites: SiteRecord[] } }

export function encodeRun({ outcome, ...run }: KeptRun): EncodedRun {
  return { ...run, outcome: { ...outcome, sites: [...outcome.sites.values()] } }
}

export function decodeOutcome({ outcome }: EncodedRun): RunOutcome {
  const { cpuMs, cpuSource, memoryBytes, sites, ...always } = outcome
  // JSON leaves out what is undefined.
  return { ...always, cpuMs, cpuSource, memoryBytes, sites: new Map(sites.map((site) => [site.id, site])) }
}

/** Equal for equal values, in whatever order their properties were set; what is undefined is not there. */
export function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}
