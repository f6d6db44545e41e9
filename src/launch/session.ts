/** Where the runs of one invocation live: a private directory outside the project, removed at the end. */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { ProbeError } from '../errors.js'
import { WIRE_VERSION } from '../wire/version.js'
import { fingerprint, loaderPaths } from './loader-paths.js'
import { pruneFiles } from './prune-files.js'
import { ownCacheDir } from './user-cache.js'

export interface Session {
  dir: string
  /** Shared by all runs, and by later sessions where the user's cache directory can be written to. */
  rewriteCacheDir: string
  /** A path for the next run's directory, inside `dir`. */
  nextRunDir(): string
  /** How many other invocations of the same user, on this machine, have a session now. */
  others(): number
  /** To be done before it is removed. */
  atEnd(act: () => void): void
  remove(): void
}

export interface SessionOptions {
  env?: NodeJS.ProcessEnv
  /** Bundles that rewritten sources are made by: they are only kept for those that made them. */
  rewriterPaths?: string[]
}

const PRIVATE = 0o700
const SESSION_PREFIX = 'session-'
/** A session is touched by each of its runs: one that was not for so long belongs to an invocation that was killed. */
const ABANDONED_AFTER_DAYS = 7
/** Its owner is in its name; other machines, and containers, that share the directory have process ids of their own. */
const OWN_PREFIX = `${SESSION_PREFIX}${createHash('sha256').update(hostname()).digest('hex').slice(0, 8)}-`

/** @throws {ProbeError} `run-directory` when neither the user's cache directory nor the temporary one can be used. */
export function createSession(options: SessionOptions = {}): Session {
  const { env = process.env, rewriterPaths = loaderPaths().rewriterPaths } = options
  return inUserCache(env, `v${WIRE_VERSION}-${fingerprint(rewriterPaths)}`) ?? inTemporary()
}

/** undefined: the user has no cache directory, or it cannot be written to. */
function inUserCache(env: NodeJS.ProcessEnv, generation: string): Session | undefined {
  try {
    const base = ownCacheDir(env)
    const rewriteCacheDir = join(base, 'rewritten', generation)
    mkdirSync(rewriteCacheDir, { recursive: true, mode: PRIVATE })
    removeAbandoned(base)
    if (!hasSession(base)) {
      pruneFiles(join(base, 'rewritten'))
      mkdirSync(rewriteCacheDir, { recursive: true, mode: PRIVATE })
    }
    return session(mkdtempSync(join(base, `${OWN_PREFIX}${process.pid}-`)), rewriteCacheDir)
  } catch {
    return undefined
  }
}

function inTemporary(): Session {
  try {
    const dir = mkdtempSync(join(tmpdir(), 'cache-probe-'))
    const rewriteCacheDir = join(dir, 'rewritten')
    // Inside: under a fixed name, anybody could put sources there that the owner's processes would then run.
    mkdirSync(rewriteCacheDir)
    return session(dir, rewriteCacheDir)
  } catch (cause) {
    const remedy = 'Make the user cache directory or the temporary one writable (XDG_CACHE_HOME, TMPDIR).'
    throw new ProbeError('run-directory', `no directory for the runs could be made in ${tmpdir()}. ${remedy}`, {
      cause,
    })
  }
}

function session(dir: string, rewriteCacheDir: string): Session {
  let runs = 0
  const lastActs: (() => void)[] = []
  return {
    dir,
    rewriteCacheDir,
    nextRunDir: () => join(dir, `run-${++runs}`),
    others: () => livingSessions(dirname(dir)).filter((name) => name !== basename(dir)).length,
    atEnd: (act) => void lastActs.push(act),
    remove() {
      for (const act of lastActs.splice(0)) act()
      rmSync(dir, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

function removeAbandoned(base: string): void {
  for (const name of readdirSync(base)) {
    const path = join(base, name)
    if (name.startsWith(SESSION_PREFIX) && (ownerIsGone(name) || isOld(path))) {
      rmSync(path, { recursive: true, force: true })
    }
  }
}

/** Of any version of cache-probe: what it has rewritten must be there for all of its runs, or they differ in their times. */
function hasSession(base: string): boolean {
  return readdirSync(base).some((name) => name.startsWith(SESSION_PREFIX))
}

function livingSessions(base: string): string[] {
  return readdirSync(base).filter((name) => name.startsWith(OWN_PREFIX) && !ownerIsGone(name))
}

/** Ctrl-C ends a program that runs with the loader alone before the loader could clean up. */
function ownerIsGone(name: string): boolean {
  if (!name.startsWith(OWN_PREFIX)) return false
  try {
    process.kill(Number.parseInt(name.slice(OWN_PREFIX.length), 10), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

function isOld(path: string): boolean {
  const touched = statSync(path, { throwIfNoEntry: false })
  return touched !== undefined && touched.mtimeMs < Date.now() - ABANDONED_AFTER_DAYS * 24 * 60 * 60 * 1000
}
