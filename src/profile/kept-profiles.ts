/** Where recorded profiles lie unless the owner names a file: in the user's cache directory, for a month. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ProbeError } from '../errors.js'
import { type CpuProfile, checkedProfile } from './cpu-profile.js'

const KEPT_DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000
const SUFFIX = '.cpuprofile'

/**
 * `20261123T015424Z-4711.cpuprofile` in `dir`, from which those that are too old are removed.
 * @throws {ProbeError} `report-not-written`.
 */
export function newProfilePath(dir: string): string {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
  } catch (cause) {
    const line = `No profile can be kept in ${dir}: make it writable, or name a file (--output).`
    throw new ProbeError('report-not-written', line, { cause })
  }
  for (const name of readdirSync(dir)) {
    const path = join(dir, name)
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (name.endsWith(SUFFIX) && made < Date.now() - KEPT_DAYS * DAY_MS) rmSync(path, { force: true })
  }
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
  return join(dir, `${stamp}-${process.pid}${SUFFIX}`)
}

/** @throws {ProbeError} `report-not-written`. */
export function keepProfile(path: string, profile: CpuProfile): void {
  try {
    writeFileSync(path, JSON.stringify(profile), { mode: 0o600 })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const line = `Profile ${path} cannot be written (${code}): name a file in a directory that is there (--output).`
    throw new ProbeError('report-not-written', line, { cause })
  }
}

export interface RecordedProfiles {
  profiles: CpuProfile[]
  /** Threads that were ended before they could write theirs. */
  lost: number
}

/** What the threads of a run have written into `dir`. */
export function recordedProfiles(dir: string): RecordedProfiles {
  const texts = readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8'))
  const profiles = texts.flatMap((text) => asProfile(text) ?? [])
  return { profiles, lost: texts.length - profiles.length }
}

/** undefined: it was cut off. One that saw nothing is whole. */
function asProfile(text: string): CpuProfile | undefined {
  try {
    const value = JSON.parse(text) as CpuProfile
    return value.samples?.length === 0 ? value : checkedProfile(value)
  } catch {
    return undefined
  }
}

/** @throws {ProbeError} `file-not-writable`, before anything is run. */
export function checkWritable(path: string): void {
  const folder = statSync(dirname(path), { throwIfNoEntry: false })
  if (folder?.isDirectory() && !statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  const line = `Profile ${path} cannot be written: name a file in a directory that is there (--output).`
  throw new ProbeError('file-not-writable', line)
}
