/**
 * Keeps what all files of a tree came to together, so that a tree that did not change is not even linked again: one file
 * for each root, as large trees would fill the cache by every change to them.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packedOf } from './kept-facts.js'
import { keepFile } from './kept-file.js'
import { unpack } from './packed.js'
import type { Scan, ScannedSite } from './scanned-site.js'

/** Of a file by its name and content; undefined: it cannot be read, so that nothing is kept of the whole. */
export type FileKey = string | undefined

/** What stands first; the sites follow in parts. */
interface Head extends Omit<Scan, 'sites'> {
  key: string
  parts: number
}

/** Packed together: what is alike is looked for among so many. */
const SITES_IN_PART = 2000
const LENGTH_BYTES = 4
/** Of all files: to pack what they came to takes about as long as to analyse as many. */
const FEW = 0.1

export class KeptScan {
  readonly #path: string
  /** Holds the key of the last state that was not kept. */
  readonly #passedPath: string

  constructor(directory: string, root: string) {
    this.#path = join(directory, `tree-${createHash('sha256').update(root).digest('hex').slice(0, 32)}`)
    this.#passedPath = `${this.#path}-passed`
  }

  /** Of the files that have these keys; undefined: another state of the tree is kept, or none, or it is damaged. */
  read(keys: readonly FileKey[]): Scan | undefined {
    if (keys.includes(undefined)) return undefined
    try {
      const parts = unframed(readFileSync(this.#path))
      const { key, parts: expected, ...rest } = unpack(parts[0] as Buffer) as Head
      if (key !== keyOf(keys) || parts.length !== expected + 1) return undefined
      return { sites: parts.slice(1).flatMap((part) => unpack(part) as ScannedSite[]), ...rest }
    } catch {
      return undefined // Whatever is wrong with it: it is about to be written again.
    }
  }

  /**
   * Keeps it where most of a scan went into finding it, or where it is asked for the second time: a state in which only
   * few files, of which `anew` tells how many, were others than before may be gone with the next change.
   */
  keep(keys: readonly FileKey[], scan: Scan, anew: number): void {
    if (keys.includes(undefined)) return
    const key = keyOf(keys)
    if (anew > FEW * keys.length || this.#hasPassed(key)) this.write(keys, scan)
    else keepFile(this.#passedPath, Buffer.from(key))
  }

  #hasPassed(key: string): boolean {
    try {
      return readFileSync(this.#passedPath, 'utf8') === key
    } catch {
      return false
    }
  }

  write(keys: readonly FileKey[], { sites, ...rest }: Scan): void {
    if (keys.includes(undefined)) return
    const parts: object[] = []
    for (let at = 0; at < sites.length; at += SITES_IN_PART) parts.push(sites.slice(at, at + SITES_IN_PART))
    const head: Head = { key: keyOf(keys), parts: parts.length, ...rest }
    const packed = [head, ...parts].map(packedOf)
    if (packed.every((part) => part !== undefined)) keepFile(this.#path, framed(packed))
  }
}

function keyOf(keys: readonly FileKey[]): string {
  return createHash('sha256').update(keys.join()).digest('hex')
}

function framed(parts: readonly Buffer[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(LENGTH_BYTES)
      length.writeUInt32LE(part.length)
      return [length, part]
    }),
  )
}

function unframed(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; ) {
    const begin = at + LENGTH_BYTES
    at = begin + bytes.readUInt32LE(at)
    parts.push(bytes.subarray(begin, at))
  }
  return parts
}
