/** What is known before the first run, and all that the analysis of the runs needs beside them. */
import { createHash } from 'node:crypto'
import type { ProbePlan } from '../config/plan.js'
import type { RunFlags } from '../config/settings.js'
import type { NoScript, PlainScript } from '../launch/plain-script.js'
import type { OriginalPosition } from '../maps/original-position.js'
import type { Profiled } from '../profile/read-profiles.js'
import type { KeptProject, Serialisation } from '../runner/serialisation.js'
import type { Scan } from '../scan/scanned-site.js'

/** Where runs are measured. Those of one experiment are compared, so they must all be of one place. */
export interface RunEnvironment {
  node: string
  v8: string
  os: string
  cpus: number
}

/** What the owner typed; their plan came from it and from their configuration. */
export interface Typed {
  flags: RunFlags
  command: string[] | undefined
}

/** Small: it is read of every kept experiment to find one. */
export interface ExperimentRecord {
  /** ISO 8601. */
  startedAt: string
  tool: { name: string; version: string; build: string }
  environment: RunEnvironment
  typed: Typed
  plan: ProbePlan
}

/** What reading the project told. */
export interface Survey {
  scan: Scan
  /** Content of each target file, by its path relative to the root, as a digest. */
  digests: Record<string, string>
  /** By site id: where functions of built output were written. */
  originals: Record<string, OriginalPosition>
  /** What the owner's CPU profiles say; absent: none was given. */
  profiled?: Profiled
  /** How timed runs are to be started; of what is added to the environment only the names are kept. */
  pace: Serialisation
  /** The command, where it can be run in a thread. */
  script: PlainScript | NoScript
  /** By which the command can be changed so that it runs some of its test files; variables are kept as digests. */
  project: KeptProject
  /** The test runners behind the command, with their versions. */
  runner?: string
}

/** How an experiment ended for good; one that was interrupted, or killed, has no ending. */
export type Ending = { kind: 'done' } | { kind: 'failed'; code: string; message: string }

/**
 * The owner's variables are theirs: one that is added to may hold what they had set. A digest tells that it has changed;
 * to analyse the runs anew, names are enough.
 */
export function withoutValues(survey: Survey): Survey {
  const { pace, project } = survey
  const kept = { ...survey, project: { ...project, env: mapped(project.env, digestOf) } }
  return pace.kind === 'serialised' ? { ...kept, pace: { ...pace, env: mapped(pace.env, () => '') } } : kept
}

function mapped(env: Record<string, string>, change: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, change(value)]))
}

function digestOf(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 16)
}
