/** Turns one directory of run records into what each site did in that run. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ProbeError } from '../errors.js'
import { decodeLines, WireError } from '../wire/decode-record.js'
import { COUNTERS_SUFFIX, LINES_SUFFIX } from '../wire/record.js'
import { type ProcessRecord, type SummedRecords, sumRecords } from '../wire/sum-records.js'

export type CollectedRecords = SummedRecords

/** @throws {ProbeError} `record-unreadable` when the directory or a record in it cannot be read or understood. */
export function collectRecords(recordDir: string): CollectedRecords {
  try {
    return sumRecords(readRecords(recordDir))
  } catch (cause) {
    throw unreadable(cause)
  }
}

function* readRecords(recordDir: string): Generator<ProcessRecord> {
  // Sorted, so that which counterexamples are kept does not depend on the file system.
  for (const file of readdirSync(recordDir).sort()) {
    if (file.endsWith(LINES_SUFFIX)) yield readRecord(recordDir, file.slice(0, -LINES_SUFFIX.length))
  }
}

function readRecord(recordDir: string, name: string): ProcessRecord {
  const lines = decodeLines(readFileSync(join(recordDir, name + LINES_SUFFIX), 'utf8'))
  return { lines, counters: readIfPresent(join(recordDir, name + COUNTERS_SUFFIX)) }
}

/** A process that was killed before its first flush has no counters file. */
function readIfPresent(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Uint8Array()
    throw error
  }
}

function unreadable(cause: unknown): ProbeError {
  const why = cause instanceof Error ? cause.message : String(cause)
  const remedy =
    cause instanceof WireError && cause.fault === 'version'
      ? 'Two versions of cache-probe took part: install one of them only.'
      : 'Check that the disk is not full, and run again.'
  return new ProbeError('record-unreadable', `what a process recorded could not be read: ${why}. ${remedy}`, { cause })
}
