/** Tells where the parts of a text that a compiler made stand in the one file that it was made of. */
import { LineIndex } from './line-index.js'
import { type Trace, traceMap } from './trace-map.js'

export class MappedPositions {
  readonly #made: LineIndex
  readonly #source: LineIndex
  readonly #trace: Trace

  /** @param map JSON of a source map with one source. */
  constructor(made: string, source: string, map: string) {
    this.#made = new LineIndex(made)
    this.#source = new LineIndex(source)
    this.#trace = traceMap(map, '')
  }

  /** Of what stands at `offset` of the made text, or of the nearest before it that comes from the source; from 1. */
  positionOf(offset: number): { line: number; column: number } {
    const { line, column } = this.#made.positionOf(offset)
    // Of all that begins at the column the last, which is the innermost: a parameter, not the `private` before it.
    let found = this.#trace(line, column + 0.5)
    for (let above = line - 1; !found && above >= 1; above--) found = this.#trace(above, Number.POSITIVE_INFINITY)
    return found ? { line: found.line, column: found.column } : { line: 1, column: 1 }
  }

  /** The same place as an offset of the source. */
  offsetInFile(offset: number): number {
    const { line, column } = this.positionOf(offset)
    return this.#source.offsetOf(line, column) ?? 0
  }
}
