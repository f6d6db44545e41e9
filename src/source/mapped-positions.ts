/** Tells where the parts of a text that a compiler made stand in the one file that it was made of. */
import { LineIndex } from './line-index.js'
import { readVlq } from './vlq.js'

/** A place in the made text, and where it comes from; all count from 0. */
interface Segment {
  column: number
  line: number
  sourceColumn: number
}

export class MappedPositions {
  readonly #made: LineIndex
  readonly #source: LineIndex
  readonly #lines: Segment[][]

  /** `mappings` of a source map with one source. */
  constructor(made: string, source: string, mappings: string) {
    this.#made = new LineIndex(made)
    this.#source = new LineIndex(source)
    this.#lines = segmentsOf(mappings)
  }

  /** Of what stands at `offset` of the made text, or of the nearest before it that comes from the source; from 1. */
  positionOf(offset: number): { line: number; column: number } {
    const { line, column } = this.#made.positionOf(offset)
    let found = this.#lines[line - 1]?.findLast((segment) => segment.column < column)
    for (let above = line - 2; !found && above >= 0; above--) found = this.#lines[above]?.at(-1)
    return found ? { line: found.line + 1, column: found.sourceColumn + 1 } : { line: 1, column: 1 }
  }

  /** The same place as an offset of the source. */
  offsetInFile(offset: number): number {
    const { line, column } = this.positionOf(offset)
    return this.#source.offsetOf(line, column) ?? 0
  }
}

function segmentsOf(mappings: string): Segment[][] {
  let [line, sourceColumn] = [0, 0]
  return mappings.split(';').map((text) => {
    let column = 0
    return text.split(',').flatMap((segment) => {
      const [moved, , lines, columns] = numbersOf(segment)
      column += moved ?? 0
      if (lines === undefined || columns === undefined) return []
      line += lines
      sourceColumn += columns
      return [{ column, line, sourceColumn }]
    })
  })
}

function numbersOf(segment: string): number[] {
  const numbers: number[] = []
  for (let at = 0; at < segment.length; ) {
    const { value, length } = readVlq(segment, at)
    numbers.push(value)
    at += length
  }
  return numbers
}
