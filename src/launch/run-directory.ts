/** Lays out one run's directory: what the loader and the launcher read there, and where they write. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ProbeError } from '../errors.js'
import { keptOptions } from '../wire/kept-options.js'
import { requireOption } from '../wire/require-option.js'
import type { RunConfig } from '../wire/run-config.js'
import { WIRE_VERSION } from '../wire/version.js'
import { childEnvironment, withLocalPrograms } from './child-environment.js'
import { COMMAND_FILE, type CommandFile, type LauncherReport, REPORT_FILE } from './launcher-files.js'

/** What a run is about; where its files lie is decided here. */
export type RunPlan = Omit<RunConfig, 'wireVersion' | 'runId' | 'recordDir' | 'preloadPath' | 'standalone'>

export interface RunDirectory {
  dir: string
  runId: string
  runConfigPath: string
  recordDir: string
  outputPath: string
}

export interface RunContents {
  runDir: string
  runConfig: RunPlan
  command: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  preloadPath: string
}

/** @throws {ProbeError} `run-directory` when the directory exists already or cannot be written. */
export function layOutRun(contents: RunContents): RunDirectory {
  const { runDir } = contents
  const directory: RunDirectory = {
    dir: runDir,
    runId: basename(runDir),
    runConfigPath: join(runDir, 'run.json'),
    recordDir: join(runDir, 'records'),
    outputPath: join(runDir, 'output.txt'),
  }
  try {
    mkdirSync(runDir, { mode: 0o700 })
    mkdirSync(directory.recordDir)
    writeJson(directory.runConfigPath, runConfigOf(contents, directory))
    writeJson(join(runDir, COMMAND_FILE), commandFileOf(contents, directory))
  } catch (cause) {
    const remedy = 'Check that its disk has room and that it can be written to.'
    throw new ProbeError('run-directory', `the run directory ${runDir} could not be laid out. ${remedy}`, { cause })
  }
  return directory
}

function runConfigOf({ runConfig, preloadPath }: RunContents, { runId, recordDir }: RunDirectory): RunConfig {
  return { ...runConfig, wireVersion: WIRE_VERSION, runId, recordDir, preloadPath, standalone: false }
}

function commandFileOf({ command, cwd, env, preloadPath }: RunContents, { runConfigPath }: RunDirectory): CommandFile {
  const { words } = keptOptions(command, requireOption(preloadPath))
  return { command: words, cwd, env: childEnvironment(withLocalPrograms(env, cwd), { runConfigPath, preloadPath }) }
}

function writeJson(path: string, value: RunConfig | CommandFile): void {
  writeFileSync(path, JSON.stringify(value), { mode: 0o600 })
}

/** undefined: the launcher was killed before the command had ended. */
export function readReport({ dir }: RunDirectory): LauncherReport | undefined {
  try {
    return JSON.parse(readFileSync(join(dir, REPORT_FILE), 'utf8')) as LauncherReport
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
