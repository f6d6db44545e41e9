/** What can be done so that the owner's test runner runs one file at a time: the answer of this folder. */

export type Serialisation =
  /** `command` and `env` (added to the owner's) make `runner` serial; `flag` is what does it, for people. */
  | { kind: 'serialised'; command: string[]; env: Record<string, string>; runner: string; flag: string }
  /** Nothing needs to be done: no runner, one without parallel files, or one that was told already. */
  | { kind: 'serial-anyway'; runner?: string }
  /** `why` completes "test files may run in parallel: ...". */
  | { kind: 'parallel-unknown'; runner?: string; why: string }

/** What has to be known of the owner's project. */
export interface RunnerProject {
  /** The scripts of the package.json that the package manager would find. */
  scripts: Record<string, string>
  /** npm runs them in the folder of the command, by a POSIX shell. */
  scriptsRunHere: boolean
  /** npm's `ignore-scripts`: it runs a script that it is asked for, and neither the one before nor the one after it. */
  ignoresScripts: boolean
  /** Version of an installed package; undefined: it is not installed here. */
  versionOf(packageName: string): string | undefined
  /** The environment that the command gets. */
  env: Record<string, string | undefined>
}

/** The same as data, which can be kept; of the environment, which may hold secrets, only what runners heed. */
export interface KeptProject extends Omit<RunnerProject, 'versionOf'> {
  env: Record<string, string>
  /** Of the runners that are installed. */
  versions: Record<string, string>
}
