/** Keeps rewritten sources on disk, so that of the many processes of many runs only the first one has to parse. */
import { join } from 'node:path'
import { hrtime, mkdirSync, readFileSync, renameSync, writeFileSync } from './pristine.js'
import { threadId } from './thread.js'

/** Code, or '' for "nothing to rewrite in this text". */
export class RewriteCache {
  readonly #directory: string | undefined

  constructor(directory: string | undefined) {
    this.#directory = directory
  }

  read(key: string): string | undefined {
    if (this.#directory === undefined) return undefined
    try {
      return readFileSync(join(this.#directory, key), 'utf8')
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
      writeFileSync(draft, code, { mode: 0o600 })
      renameSync(draft, path)
    } catch {
      // A full or read-only disk costs time only: the next process parses again.
    }
  }
}

/** Not `recursive`: a process that outlives its run must not make the run's folder again. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
