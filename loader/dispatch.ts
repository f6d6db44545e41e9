/** Makes `node --import cache-probe/loader npm test` work: runs the program that the missing main script names. */
import { spawn } from 'node:child_process'
import { accessSync, constants, mkdirSync, realpathSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants as osConstants } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { programFolders } from '../src/launch/child-environment.js'

export interface MissingMain {
  program: string
  args: string[]
}

/** Flags with which argv[1] is no main script, or is one that must not be guessed about. */
const NO_MAIN = /^(-e|--eval|-p|--print|-pe|-c|--check|-i|--interactive|--test|--watch|--watch-path)(=|$)/

/** undefined: node has a main script to run (or to complain about). */
export function missingMain(): MissingMain | undefined {
  const main = process.argv[1]
  if (main === undefined || process.execArgv.some((flag) => NO_MAIN.test(flag))) return undefined
  const name = basename(main)
  // node has made an absolute path of what was typed: only a bare name lies in the working directory itself.
  if (dirname(main) !== process.cwd() || isResolvable(main)) return undefined
  const program = findProgram(name)
  return program === undefined ? undefined : { program, args: process.argv.slice(2) }
}

/** Runs the program to its end. Gives how to end this process likewise: by the same exit code or signal. */
export async function dispatch({ program, args }: MissingMain, privateDir: string): Promise<() => never> {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, PATH: pathWithThisNode(privateDir) } })
  // The terminal sends Ctrl-C to the child as well; this process has to outlive it to print the summary.
  const forward = (signal: NodeJS.Signals) => child.kill(signal)
  const forwarded: NodeJS.Signals[] = ['SIGTERM', 'SIGHUP']
  for (const signal of forwarded) process.on(signal, forward)
  process.on('SIGINT', process.stdin.isTTY ? () => {} : forward)
  const end = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  for (const signal of [...forwarded, 'SIGINT'] as const) process.removeAllListeners(signal)
  return () => endLike(end)
}

function endLike({ code, signal }: { code: number | null; signal: NodeJS.Signals | null }): never {
  if (signal === null) process.exit(code ?? 1)
  process.kill(process.pid, signal)
  // A signal that is ignored here does not end us: the shell's convention says the same.
  process.exit(128 + osConstants.signals[signal])
}

function isResolvable(path: string): boolean {
  try {
    createRequire(join(path, '..', 'x.js')).resolve(path)
    return true
  } catch {
    return false
  }
}

function findProgram(name: string): string | undefined {
  const folders = [...programFolders(process.cwd()), ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)]
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** npm and the like start `node` from PATH: where that is another one, this one is put in front of it. */
function pathWithThisNode(privateDir: string): string {
  const path = process.env.PATH ?? ''
  const found = path
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .find(isExecutable)
  if (found !== undefined && realpathSync(found) === realpathSync(process.execPath)) return path
  const folder = join(privateDir, 'bin')
  mkdirSync(folder, { recursive: true })
  symlinkSync(process.execPath, join(folder, 'node'))
  return [folder, path].join(delimiter)
}
