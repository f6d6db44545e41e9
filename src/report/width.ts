/** Terminal columns of text: combining marks take none, East Asian wide characters and emoji take two. */

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

// Blocks that Unicode's EastAsianWidth.txt gives as W or F almost throughout; Unicode Standard Annex #11.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u
const invisible = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u

/** Columns that `text` takes; it must hold no escape sequences. */
export function widthOf(text: string): number {
  let width = 0
  for (const char of split(text)) width += columnsOf(char)
  return width
}

/** `text` filled with spaces up to `width` columns. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return align === 'left' ? text + space : space + text
}

/** `text` with its middle replaced by `…` so that it takes at most `width` columns: an id's two ends say most. */
export function cutMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  const chars = split(text)
  const tailWidth = Math.ceil((width - 1) / 2)
  const tail = takeColumns([...chars].reverse(), tailWidth).reverse()
  return `${takeColumns(chars, width - 1 - tailWidth).join('')}…${tail.join('')}`
}

/** `text` cut at its end so that it takes at most `width` columns. */
export function cutEnd(text: string, width: number): string {
  return widthOf(text) <= width ? text : `${takeColumns(split(text), width - 1).join('')}…`
}

/** Lines of at most `width` columns, broken at spaces, but not in `5 %`; a longer word is broken where it must be. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text
    .split(/\s+(?![\s%])/)
    .filter(Boolean)
    .flatMap((word) => pieces(word, width))) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return line === '' ? lines : [...lines, line]
}

function pieces(word: string, width: number): string[] {
  const found: string[] = []
  let rest = split(word)
  while (rest.length > 0) {
    const piece = takeColumns(rest, Math.max(width, 2))
    found.push(piece.join(''))
    rest = rest.slice(piece.length)
  }
  return found
}

function takeColumns(chars: string[], width: number): string[] {
  let used = 0
  let count = 0
  for (const char of chars) {
    used += columnsOf(char)
    if (used > width) break
    count++
  }
  return chars.slice(0, count)
}

function split(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment)
}

function columnsOf(char: string): number {
  if (invisible.test(char)) return 0
  return wide.test(char) ? 2 : 1
}
