/** Reads what the owner's package.json and installed packages say about the runner. */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { RUNNER_NAMES, RUNNER_VARIABLES } from './runners.js'
import type { KeptProject, RunnerProject } from './serialisation.js'

/** @param cwd directory that the command runs in; package managers take the nearest package.json upwards. */
export function readRunnerProject(cwd: string, env: Record<string, string | undefined>): RunnerProject {
  const manifest = upwards(cwd, 'package.json')
  return {
    scripts: stringsOf(manifest?.scripts),
    scriptsRunHere: readJson(join(cwd, 'package.json')) !== undefined && process.platform !== 'win32',
    ignoresScripts: ignoresScripts(cwd, env),
    versionOf: (name) => {
      const version = upwards(cwd, join('node_modules', name, 'package.json'))?.version
      return typeof version === 'string' ? version : undefined
    },
    env,
  }
}

export function keptProject({ versionOf, env, ...project }: RunnerProject): KeptProject {
  return {
    ...project,
    versions: asFarAsKnown(RUNNER_NAMES, versionOf),
    env: asFarAsKnown(RUNNER_VARIABLES, (name) => env[name]),
  }
}

export function projectOf({ versions, ...kept }: KeptProject): RunnerProject {
  return { ...kept, versionOf: (name) => versions[name] }
}

function asFarAsKnown(names: readonly string[], told: (name: string) => string | undefined): Record<string, string> {
  return stringsOf(Object.fromEntries(names.map((name) => [name, told(name)])))
}

/** As npm finds its settings, but for those of the whole machine. */
function ignoresScripts(cwd: string, env: Record<string, string | undefined>): boolean {
  const said = env.npm_config_ignore_scripts ?? env.NPM_CONFIG_IGNORE_SCRIPTS
  const files = [join(cwd, '.npmrc'), env.npm_config_userconfig ?? join(env.HOME ?? homedir(), '.npmrc')]
  const [first] = [said, ...files.map(ignoreScriptsIn)].filter((value) => value !== undefined && value !== '')
  return first === 'true'
}

function ignoreScriptsIn(path: string): string | undefined {
  try {
    return /^\s*ignore-scripts\s*=\s*(\S+)/m.exec(readFileSync(path, 'utf8'))?.[1]
  } catch {
    return undefined // Most projects have none.
  }
}

/** The nearest readable JSON object of that name; a broken one is the package manager's to complain about. */
function upwards(start: string, path: string): Record<string, unknown> | undefined {
  for (let dir = start; ; dir = dirname(dir)) {
    const found = readJson(join(dir, path))
    if (found !== undefined || dir === dirname(dir)) return found
  }
}

function readJson(path: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function stringsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
