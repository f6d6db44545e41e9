/** Where run directories lie unless the owner names one: a bounded number of them, in the user's cache directory. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ProbeError } from '../errors.js'
import { ownCacheDir } from '../launch/user-cache.js'
import { writerOf } from './driver-mark.js'
import type { ExperimentRecord } from './experiment-record.js'
import { ArchiveError } from './files.js'
import { endingOf, readRecord } from './run-archive.js'

export interface KeptLimits {
  directories: number
  days: number
}

const KEPT_LIMITS: KeptLimits = { directories: 20, days: 30 }

const PRIVATE = 0o700
const DAY_MS = 24 * 60 * 60 * 1000
/** `20261123T015424Z-` and six random characters: by name they are in the order that they were made. */
const NAME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-\w+$/

/** A new one, or what the owner named. @throws {ProbeError} `run-dir-in-use`, `run-directory`. */
export function newRunDirectory(named: string | undefined, env: NodeJS.ProcessEnv = process.env): string {
  return named === undefined ? (inUserCache(env) ?? inTemporary()) : asNamed(named)
}

export interface KeptExperiment {
  dir: string
  record: ExperimentRecord
  /** The process that is still at it. */
  writer?: number
}

/** Those in the user's cache that were not carried to their end, newest first. */
export function unfinishedExperiments(env: NodeJS.ProcessEnv = process.env): KeptExperiment[] {
  const base = keptDir(env)
  return keptNames(base)
    .reverse()
    .flatMap((name) => {
      const dir = join(base, name)
      const [record, writer] = [unfinished(dir), writerOf(dir)]
      return record === undefined ? [] : [{ dir, record, ...(writer !== undefined && { writer }) }]
    })
}

/** Removes what is older or more than the limits allow, but for what is being written. */
export function pruneKept(base: string, { directories, days }: KeptLimits = KEPT_LIMITS): void {
  const oldestMs = Date.now() - days * DAY_MS
  const newestFirst = keptNames(base).reverse()
  for (const [index, name] of newestFirst.entries()) {
    const dir = join(base, name)
    const isSurplus = index >= directories || madeAtMs(name) < oldestMs
    if (isSurplus && writerOf(dir) === undefined) rmSync(dir, { recursive: true, force: true })
  }
}

function keptDir(env: NodeJS.ProcessEnv): string {
  return join(ownCacheDir(env), 'runs')
}

/** undefined: it cannot be written to. */
function inUserCache(env: NodeJS.ProcessEnv): string | undefined {
  const base = keptDir(env)
  try {
    mkdirSync(base, { recursive: true, mode: PRIVATE })
    // One less than may be kept: the new one is to come.
    pruneKept(base, { ...KEPT_LIMITS, directories: KEPT_LIMITS.directories - 1 })
    return mkdtempSync(join(base, `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}-`))
  } catch {
    return undefined
  }
}

function inTemporary(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'cache-probe-runs-'))
  } catch (cause) {
    const line = `no directory for what is measured could be made in ${tmpdir()}. Name one that can be written to: --run-dir.`
    throw new ProbeError('run-directory', line, { cause })
  }
}

function asNamed(dir: string): string {
  try {
    mkdirSync(dir, { recursive: true, mode: PRIVATE })
    if (readdirSync(dir).length === 0) return dir
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new ProbeError('run-dir-in-use', `--run-dir ${dir} cannot be used (${code}): name another.`, { cause })
  }
  const line = `--run-dir ${dir} is not empty: name an empty one, or --resume ${dir} if an experiment was left there.`
  throw new ProbeError('run-dir-in-use', line)
}

/** In the order that they were made. */
function keptNames(base: string): string[] {
  try {
    return readdirSync(base)
      .filter((name) => NAME.test(name))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function madeAtMs(name: string): number {
  return Date.parse(name.replace(NAME, '$1-$2-$3T$4:$5:$6Z'))
}

/** What cannot be read, or is of another version, is nothing that could be gone on with. */
function unfinished(dir: string): ExperimentRecord | undefined {
  try {
    return endingOf(dir) === undefined ? readRecord(dir) : undefined
  } catch (error) {
    if (error instanceof ArchiveError) return undefined
    throw error
  }
}
