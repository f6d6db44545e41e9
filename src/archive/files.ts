/** How everything in a run directory is written, whole or not at all, and read again by a version that understands it. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { ProbeError } from '../errors.js'

/** The version of all files in a run directory; those of another version are refused. */
export const ARCHIVE_VERSION = 2

/** What a name ends in while its file is being written. */
const PART_SUFFIX = '.part'
const PACKED_SUFFIX = '.gz'

/** Why a file cannot be used. `absent`: there is none, or not of ours. `version`: another version of cache-probe wrote it. */
export type ArchiveFault = 'absent' | 'damaged' | 'version'

export class ArchiveError extends Error {
  constructor(
    readonly fault: ArchiveFault,
    message: string,
    options: { cause?: unknown } = {},
  ) {
    super(message, options)
    this.name = 'ArchiveError'
  }
}

/**
 * Packed where `path` ends in `.gz`. Whoever reads the directory meanwhile, or after a crash, finds it whole or not.
 * @returns what is kept, not packed.
 * @throws {ProbeError} `run-directory` when it cannot be written.
 */
export function writeKept(path: string, value: object): string {
  const text = `${JSON.stringify({ version: ARCHIVE_VERSION, ...value })}\n`
  try {
    writeFileSync(path + PART_SUFFIX, path.endsWith(PACKED_SUFFIX) ? gzipSync(text) : text, { mode: 0o600 })
    renameSync(path + PART_SUFFIX, path)
    return text
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const line = `what is measured could not be kept as ${path} (${code}). Make sure that it can be written to and has room.`
    throw new ProbeError('run-directory', line, { cause })
  }
}

/** @throws {ArchiveError} */
export function readKept<T extends object>(path: string): T {
  const { version, ...value } = parse(path, bytesOf(path))
  if (version === ARCHIVE_VERSION) return value as T
  if (typeof version !== 'number') throw new ArchiveError('absent', `${path} is nothing of cache-probe's`)
  throw new ArchiveError('version', `it has format ${version} instead of ${ARCHIVE_VERSION}`)
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException
    const fault = ['ENOENT', 'ENOTDIR'].includes(code) ? 'absent' : 'damaged'
    throw new ArchiveError(fault, `${path} could not be read (${code})`, { cause })
  }
}

function parse(path: string, bytes: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse((path.endsWith(PACKED_SUFFIX) ? gunzipSync(bytes) : bytes).toString())
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch (cause) {
    throw new ArchiveError('damaged', `${path} is cut off or damaged`, { cause })
  }
  throw new ArchiveError('damaged', `${path} holds no object`)
}
