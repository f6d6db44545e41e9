/** Runs the built command line tool as its users do, with temporary and cache folders of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { temporaryFolder } from './temporary-folder.js'

export const projectRoot = resolve(import.meta.dirname, '../../..')
export const cliPath = join(projectRoot, 'dist/cli.mjs')

export interface CliResult {
  exitCode: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface CliOptions {
  cwd: string
  env?: NodeJS.ProcessEnv
  /** What the process reads from stdin; nothing by default. */
  input?: string
  /** Another user to run it as. */
  uid?: number
  /** Called with each piece of stderr. */
  onStderr?: (text: string, child: ChildProcess) => void
}

/** Where one call of the tool keeps what it makes, so that a test can look whether anything is left. */
export interface PrivateFolders {
  temporary: string
  cache: string
  env: NodeJS.ProcessEnv
}

export function privateFolders(): PrivateFolders {
  const folder = temporaryFolder('private')
  const [temporary, cache] = [join(folder, 'tmp'), join(folder, 'cache')]
  for (const path of [temporary, cache]) mkdirSync(path)
  return { temporary, cache, env: { TMPDIR: temporary, TMP: temporary, TEMP: temporary, XDG_CACHE_HOME: cache } }
}

const shared = privateFolders()

/** What `auto` chooses depends on how busy the machine is. */
const WITHOUT_CHOICE = { CACHE_PROBE_ISOLATION: 'subprocess' }

export function cacheProbe(args: string[], options: CliOptions): Promise<CliResult> {
  return runNode([cliPath, ...args], options)
}

/** Runs this node with `args`; the environment of the tests' own runner is not handed on. */
export function runNode(args: string[], options: CliOptions): Promise<CliResult> {
  return new Promise((resolveResult, reject) => {
    const env = { ...cleanEnvironment(), ...WITHOUT_CHOICE, ...shared.env, ...options.env }
    const child = spawn(process.execPath, args, { cwd: options.cwd, env, uid: options.uid, stdio: 'pipe' })
    child.stdin.end(options.input)
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk
      options.onStderr?.(stderr, child)
    })
    child.once('error', reject)
    child.once('close', (exitCode, signal) => resolveResult({ exitCode, signal, stdout, stderr }))
  })
}

/** PATH starts with this node's folder, so that a `node` or `npm` inside the command is of the same version. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...env } = process.env
  for (const name of Object.keys(env)) if (/^npm_|^CACHE_PROBE_/i.test(name)) delete env[name]
  return env
}
