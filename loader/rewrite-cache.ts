/** Keeps rewritten sources on disk, so that of the many processes of many runs only the first one has to parse. */
import { join } from 'node:path'
import { hrtime, mkdirSync, readFileSync, renameSync, writeFileSync } from './pristine.js'
import { threadId } from './thread.js'

/**
 * Code, or '' for "nothing to rewrite in this text". A line with the code's length stands before it: a file that lost its
 * end on a full disk is never run. A digest would say more, and costs more than all else that is done for a kept text.
 */
export class RewriteCache {
  readonly #directory: string | undefined

  constructor(directory: string | undefined) {
    this.#directory = directory
  }

  read(key: string): string | undefined {
    if (this.#directory === undefined) return undefined
    try {
      return unsealed(readFileSync(join(this.#directory, key), 'utf8'))
    } catch {
      return undefined // Not there yet: it is about to be written.
    }
  }

  /** Renamed into place, so that another process never reads half a file. */
  write(key: string, code: string): void {
    if (this.#directory === undefined) return
    const path = join(this.#directory, key)
    const draft = `${path}.${process.pid}.${threadId}.${hrtime().join('.')}`
    try {
      makeFolder(this.#directory)
      writeFileSync(draft, sealed(code), { mode: 0o600 })
      renameSync(draft, path)
    } catch {
      // A full or read-only disk costs time only: the next process parses again.
    }
  }
}

function sealed(code: string): string {
  return `${code.length}\n${code}`
}

/** undefined: this is not what was written. */
function unsealed(kept: string): string | undefined {
  const end = kept.indexOf('\n')
  const code = kept.slice(end + 1)
  return end > 0 && kept.slice(0, end) === String(code.length) ? code : undefined
}

/** Not `recursive`: a process that outlives its run must not make the run's folder again. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
