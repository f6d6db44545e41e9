/** What a row of the matrix is, and what running it came to. */

/** One of `fixtures/runners/shared/src`, and how often it is used. */
export interface ModuleUse {
  /** Relative to the project. */
  file: string
  /** How many times `exercise` is called with it: by each test file, usually. */
  exercises: number
  /** How many times the module is evaluated: once in each process, thread or module registry that has its own. */
  evaluations: number
}

export interface Row {
  /** A folder of `fixtures/runners`. */
  project: string
  variant: string
  command: string[]
  uses: ModuleUse[]
  /** Node programs that the command starts without the probe, as must be told. */
  uncounted?: number
  /** Where the runner cannot run even without cache-probe. */
  needs?: { node: (version: NodeVersion) => boolean; reason: string }
  /** The report that must be the same with and without cache-probe, relative to the project. */
  coverage?: string
  /** The same by the loader alone, without a driver: `command` is its command without cache-probe then. */
  standalone?: (loader: string) => string[]
  /** Part of the short run in `.ci/run`. */
  ci?: boolean
}

export interface NodeVersion {
  major: number
  minor: number
}

export type Outcome =
  | { kind: 'exact' }
  /** One sentence for each difference. */
  | { kind: 'off'; differences: string[] }
  | { kind: 'not-supported'; reason: string }

export interface RowResult {
  project: string
  variant: string
  outcome: Outcome
  seconds: number
}

/** Versions of Node below this one cannot run the row. */
export function fromNode(major: number, minor: number, reason: string): Row['needs'] {
  return { node: (version) => version.major > major || (version.major === major && version.minor >= minor), reason }
}
