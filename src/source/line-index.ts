/** Turns offsets into 1-based lines and columns, and back, looking at the text only when first asked. */

export class LineIndex {
  readonly #text: string
  #starts: number[] | undefined

  constructor(text: string) {
    this.#text = text
  }

  positionOf(offset: number): { line: number; column: number } {
    const starts = this.#lineStarts()
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 }
  }

  /** undefined: the text has no such line, or its line no such column. */
  offsetOf(line: number, column: number): number | undefined {
    const starts = this.#lineStarts()
    const start = starts[line - 1]
    const offset = start === undefined ? undefined : start + column - 1
    return offset === undefined || offset >= (starts[line] ?? this.#text.length) ? undefined : offset
  }

  #lineStarts(): number[] {
    this.#starts ??= lineStarts(this.#text)
    return this.#starts
  }
}

/** Line breaks are those of ECMAScript: LF, CR, CR LF, U+2028 and U+2029. */
function lineStarts(text: string): number[] {
  const starts = [0]
  for (const match of text.matchAll(/\r\n?|[\n\u2028\u2029]/g)) starts.push(match.index + match[0].length)
  return starts
}
