/** Keeps what reading one file came to, by the file's content, so that a tree that did not change is not analysed again. */
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pack, unpack } from './packed.js'
import type { ScannedText } from './scan-text.js'

const PRIVATE = 0o600

/** The directory must be there, hold only what the same version of the analysis wrote, and be the user's alone. */
export class KeptFacts {
  /** Files that were kept through this object. */
  written = 0

  constructor(readonly directory: string) {}

  /** For {@link read} and {@link write}: the path is part of it, because it is part of the names of functions. */
  keyOf(file: string, content: Buffer): string {
    return createHash('sha256').update(file).update('\0').update(content).digest('hex').slice(0, 32)
  }

  /** undefined: not kept, or damaged. */
  read(key: string): ScannedText | undefined {
    try {
      const facts = unpack(readFileSync(join(this.directory, key), 'utf8'))
      return isFacts(facts) ? facts : undefined
    } catch {
      return undefined // Whatever is wrong with it: it is about to be written again.
    }
  }

  /** Returns the same facts in half the memory: what is alike in them is there once. */
  write(key: string, facts: ScannedText): ScannedText {
    const packed = packedOf(facts)
    if (packed === undefined) return facts
    this.#keep(key, packed)
    return unpack(packed) as ScannedText
  }

  /** Renamed into place, so that another process never reads half a file. */
  #keep(key: string, packed: string): void {
    const path = join(this.directory, key)
    // Containers that share the directory have process ids of their own.
    const draft = `${path}.${randomUUID()}`
    try {
      writeFileSync(draft, packed, { mode: PRIVATE })
      renameSync(draft, path)
      this.written++
    } catch {
      // A full or read-only disk costs time only: the next scan reads the text again.
    }
  }
}

/** undefined: there is a number among them that JSON has no words for. */
function packedOf(facts: ScannedText): string | undefined {
  try {
    return pack(facts)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return undefined
  }
}

function isFacts(value: unknown): value is ScannedText {
  return typeof value === 'object' && value !== null && 'sites' in value && Array.isArray(value.sites)
}
