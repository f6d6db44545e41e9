/** A text that is put together of parts of another, in any order, and of words in between; it leads back to the other. */
import type { Positions } from './parse.js'

interface Piece {
  /** Offset in what is composed. */
  at: number
  /** Offset in the other text, and how much of that follows. */
  source: number
  length: number
}

export class ComposedText {
  text = ''
  readonly #pieces: Piece[] = []

  /** `[start, end)` of the other text, or of one of its length. */
  take(other: string, start: number, end: number): void {
    this.#pieces.push({ at: this.text.length, source: start, length: end - start })
    this.text += other.slice(start, end)
  }

  /** Words that are not in the other text, said to stand at `source` of it. */
  put(words: string, source: number): void {
    this.#pieces.push({ at: this.text.length, source, length: 0 })
    this.text += words
  }

  /** Offset in the other text. */
  sourceOf(offset: number): number {
    let low = 0
    let high = this.#pieces.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#pieces[middle] as Piece).at <= offset) low = middle
      else high = middle - 1
    }
    const { at, source, length } = this.#pieces[low] as Piece
    return source + Math.min(offset - at, length)
  }

  /** From offsets of what is composed to where the other text comes from; `of`: from offsets of the other text. */
  positions(of: Positions): Required<Positions> {
    return {
      positionOf: (offset) => of.positionOf(this.sourceOf(offset)),
      offsetInFile: (offset) => of.offsetInFile?.(this.sourceOf(offset)) ?? this.sourceOf(offset),
    }
  }
}
