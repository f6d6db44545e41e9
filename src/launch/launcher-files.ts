/** What driver and launcher tell each other: one file each way in the run's directory. */

/** Read and removed by the launcher: it holds the owner's environment, which may hold secrets. */
export interface CommandFile {
  /** Program and arguments as typed. */
  command: string[]
  cwd: string
  /** For the command; the launcher's own has nothing of the probe in it. */
  env: Record<string, string | undefined>
}

/** `launcher.json`, written at once when the command has ended. */
export type LauncherReport =
  | {
      kind: 'ended'
      code: number | null
      signal: NodeJS.Signals | null
      /** From just before the spawn to the exit, ms. */
      wallMs: number
      /** cutime + cstime of the launcher, ms; undefined: not on Linux. */
      cpuMs?: number
    }
  | { kind: 'not-started'; errorCode: string; message: string }

export const COMMAND_FILE = 'command.json'
export const REPORT_FILE = 'launcher.json'
/** The launcher's end of a pipe that closes when the driver dies, however it dies. */
export const LIFELINE_FD = 3
