/** Turns offsets into 1-based lines and columns, looking at the text only when first asked. */

export class LineIndex {
  readonly #text: string
  #starts: number[] | undefined

  constructor(text: string) {
    this.#text = text
  }

  positionOf(offset: number): { line: number; column: number } {
    this.#starts ??= lineStarts(this.#text)
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (this.#starts[low] as number) + 1 }
  }
}

/** Line breaks are those of ECMAScript: LF, CR, CR LF, U+2028 and U+2029. */
function lineStarts(text: string): number[] {
  const starts = [0]
  for (const match of text.matchAll(/\r\n?|[\n\u2028\u2029]/g)) starts.push(match.index + match[0].length)
  return starts
}
