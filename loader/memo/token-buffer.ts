/** Holds what a key is written down as, token by token, with a hash that grows along: it is looked up without a list of its own. */
import type { ArgumentTrie } from './argument-trie.js'
import { HASH_BASIS, withValue, withWord } from './content-hash.js'
import { WRITTEN } from './hashed-lists.js'
import type { KeyToken } from './key-token.js'

/** How far a key has been written. */
export interface TokenMark {
  length: number
  hash: number
}

export class TokenBuffer {
  // Overwritten from the start for each key: to empty an array and fill it again costs as much as a look-up.
  private readonly tokens: unknown[] = []
  private length = 0
  private hash = 0
  private wholeTexts = false

  /** `wholeTexts`: how the table hashes that the key is looked up in. */
  begin(wholeTexts: boolean): void {
    this.length = 0
    this.hash = HASH_BASIS
    this.wholeTexts = wholeTexts
    this.addToken(WRITTEN)
  }

  /** Its slot in `table`, or NO_SLOT. */
  findIn(table: ArgumentTrie): number {
    return table.findWritten(this.tokens, this.length, this.hash)
  }

  /** What was written since the beginning. */
  copy(): unknown[] {
    const copy: unknown[] = []
    // No `slice`, which the owner may have replaced: what it did in the middle of a key could make another one.
    for (let index = 0; index < this.length; index++) copy[index] = this.tokens[index]
    return copy
  }

  /** A value that is told by identity. */
  add(value: unknown): void {
    this.tokens[this.length++] = value
    this.hash = withValue(this.hash, value, this.wholeTexts)
  }

  /** Says what the next ones are. */
  addToken(token: KeyToken): void {
    this.tokens[this.length++] = token
    this.hash = withWord(this.hash, token.hash)
  }

  mark(): TokenMark {
    const { length, hash } = this
    return { length, hash }
  }

  /** Forgets what was written since, and lets go of it. */
  takeBack({ length, hash }: TokenMark): void {
    this.clearFrom(length)
    this.hash = hash
  }

  /** Lets go of everything: whoever made the last key would keep the owner's objects alive. */
  clear(): void {
    this.clearFrom(0)
  }

  private clearFrom(length: number): void {
    for (let index = length; index < this.length; index++) this.tokens[index] = undefined
    this.length = length
  }
}
