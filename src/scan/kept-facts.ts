/** Keeps what reading one file came to, by the file's content, so that a file that did not change is not analysed again. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepFile } from './kept-file.js'
import { pack, unpack } from './packed.js'
import type { ScannedText } from './scan-text.js'

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
      const facts = unpack(readFileSync(join(this.directory, key)))
      return isFacts(facts) ? facts : undefined
    } catch {
      return undefined // Whatever is wrong with it: it is about to be written again.
    }
  }

  /** Returns the same facts in half the memory: what is alike in them is there once. */
  write(key: string, facts: ScannedText): ScannedText {
    const packed = packedOf(facts)
    if (packed === undefined) return facts
    if (keepFile(join(this.directory, key), packed)) this.written++
    return unpack(packed) as ScannedText
  }
}

/** undefined: there is a number among them that JSON has no words for. */
export function packedOf(facts: object): Buffer | undefined {
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
