/** What the driver and whatever runs the command tell each other: one file each way in the run's directory. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Read and removed by the launcher, or host: it holds the owner's environment, which may hold secrets. */
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
      /** `cpuMs` is what the host of a thread took. */
      byHost?: true
    }
  | { kind: 'not-started'; errorCode: string; message: string }

export const COMMAND_FILE = 'command.json'
export const REPORT_FILE = 'launcher.json'
/** The launcher's end of a pipe that closes when the driver dies, however it dies. */
export const LIFELINE_FD = 3

export function takeCommand(runDir: string): CommandFile {
  const path = join(runDir, COMMAND_FILE)
  const command = JSON.parse(readFileSync(path, 'utf8')) as CommandFile
  rmSync(path)
  return command
}

/** False: nothing of the command has run. */
export function wasTaken(runDir: string): boolean {
  return !existsSync(join(runDir, COMMAND_FILE))
}

export function writeReport(runDir: string, result: LauncherReport): void {
  const path = join(runDir, REPORT_FILE)
  writeFileSync(`${path}.part`, JSON.stringify(result))
  renameSync(`${path}.part`, path)
}
