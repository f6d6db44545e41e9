/** Where the runs of one invocation live: a private directory outside the project, removed at the end. */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { ProbeError } from '../errors.js'
import { WIRE_VERSION } from '../wire/version.js'
import { loaderPaths } from './package-root.js'

export interface Session {
  dir: string
  /** Shared by all runs, and by later sessions where the user's cache directory can be written to. */
  rewriteCacheDir: string
  /** A path for the next run's directory, inside `dir`. */
  nextRunDir(): string
  remove(): void
}

export interface SessionOptions {
  env?: NodeJS.ProcessEnv
  /** Rewritten sources are only kept for the rewriter that made them. */
  rewriterPath?: string
}

const PRIVATE = 0o700

/** @throws {ProbeError} `run-directory` when neither the user's cache directory nor the temporary one can be used. */
export function createSession(options: SessionOptions = {}): Session {
  const { env = process.env, rewriterPath = loaderPaths().rewriterPath } = options
  const base = join(userCacheDir(env), 'cache-probe')
  const dir = makePrivate(base)
  if (dir === undefined) {
    const fallback = makeTemporary()
    // Under a fixed name, anybody could put sources there that the owner's processes would then run.
    return session(fallback, join(fallback, 'rewritten'))
  }
  return session(dir, join(base, 'rewritten', `v${WIRE_VERSION}-${fingerprint(rewriterPath)}`))
}

function session(dir: string, rewriteCacheDir: string): Session {
  let runs = 0
  mkdirSync(rewriteCacheDir, { recursive: true, mode: PRIVATE })
  return {
    dir,
    rewriteCacheDir,
    nextRunDir: () => join(dir, `run-${++runs}`),
    remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }),
  }
}

/** XDG Base Directory Specification: a relative value is to be ignored. */
function userCacheDir({ XDG_CACHE_HOME: named }: NodeJS.ProcessEnv): string {
  return named && isAbsolute(named) ? named : join(homedir(), '.cache')
}

/** undefined: the user's cache directory cannot be written to. */
function makePrivate(base: string): string | undefined {
  try {
    mkdirSync(base, { recursive: true, mode: PRIVATE })
    return mkdtempSync(join(base, 'session-'))
  } catch {
    return undefined
  }
}

function makeTemporary(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'cache-probe-'))
  } catch (cause) {
    const remedy = 'Make one of the user cache directory and the temporary directory writable (XDG_CACHE_HOME, TMPDIR).'
    throw new ProbeError('run-directory', `no directory for the runs could be made in ${tmpdir()}. ${remedy}`, {
      cause,
    })
  }
}

function fingerprint(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)
}
