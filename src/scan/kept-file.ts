/** Writes a file that other processes read while it is written. */
import { randomUUID } from 'node:crypto'
import { renameSync, writeFileSync } from 'node:fs'

const PRIVATE = 0o600

/** Renamed into place, so that nobody reads half a file. False where the disk is full or read-only. */
export function keepFile(path: string, bytes: Buffer): boolean {
  // Containers that share the directory have process ids of their own.
  const draft = `${path}.${randomUUID()}`
  try {
    writeFileSync(draft, bytes, { mode: PRIVATE })
    renameSync(draft, path)
    return true
  } catch {
    return false // It costs time only: the next scan reads the text again.
  }
}
