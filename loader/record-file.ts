/** One file of a record, kept open for as long as the process runs, whatever the owner does to its descriptors. */
import { closeSync, fstatSync, openSync, writeSync } from './pristine.js'

/**
 * Programs that turn into daemons close every descriptor, and the next file that they open gets our number: so the
 * descriptor is asked whose it is before each write. A file that can no longer be written is given up without a word.
 */
export class RecordFile {
  readonly #path: string
  readonly #flags: string | number
  #fd: number | undefined
  #identity = ''
  #givenUp = false

  constructor(path: string, flags: string | number) {
    this.#path = path
    this.#flags = flags
  }

  /** Makes the file, if that was not done yet; false: it cannot be made, and never will. */
  open(): boolean {
    this.#attempt(() => {})
    return !this.#givenUp
  }

  /** All of `text` at the end of a file that was opened for that. */
  append(text: string): void {
    this.#attempt((fd) => writeSync(fd, text))
  }

  /** The first `length` bytes, from the start of the file on. False: to be tried again from a less deep stack. */
  overwrite(bytes: Uint8Array, length: number): boolean {
    return this.#attempt((fd) => {
      for (let offset = 0; offset < length; ) offset += writeSync(fd, bytes, offset, length - offset, offset)
    })
  }

  #attempt(write: (fd: number) => void): boolean {
    if (this.#givenUp) return true
    try {
      this.#fd = this.#fd === undefined ? this.#made() : this.#kept(this.#fd)
      write(this.#fd)
      return true
    } catch (error) {
      if (isStackExhausted(error)) return false
      // The disk is full, or the run is over and its directory gone: there is nobody to tell, and the owner goes on.
      this.#givenUp = true
      return true
    }
  }

  #made(): number {
    const fd = openSync(this.#path, this.#flags, 0o600)
    this.#identity = identityOf(fd)
    return fd
  }

  #kept(fd: number): number {
    if (this.#isOurs(fd)) return fd
    const again = openSync(this.#path, this.#flags, 0o600)
    if (identityOf(again) === this.#identity) return again
    closeSync(again)
    throw new Error(`${this.#path} has been replaced`)
  }

  #isOurs(fd: number): boolean {
    try {
      return identityOf(fd) === this.#identity
    } catch (error) {
      if (isStackExhausted(error)) throw error
      return false // Closed, and the number not yet given out again.
    }
  }
}

/** By the owner's recursion, which is none of the file's faults; node's own RangeErrors have a code. */
function isStackExhausted(error: unknown): boolean {
  return error instanceof RangeError && !('code' in error)
}

function identityOf(fd: number): string {
  const { dev, ino } = fstatSync(fd)
  return `${dev}:${ino}`
}
