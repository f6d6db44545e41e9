/** Running text below a row: wrapped, indented, with nothing in it that would steer the terminal. */
import { wrap } from './width.js'

/** `text` in lines of at most `width` columns; `lead` starts the first, spaces of its width the others. */
export function paragraph(lead: string, text: string, width: number): string[] {
  const indent = ' '.repeat(lead.length)
  return wrap(printable(text), Math.max(20, width - lead.length)).map(
    (line, index) => (index === 0 ? lead : indent) + line,
  )
}

/** An id that its row had to cut, in full. */
export function idBelow(indent: string, id: string, row: string, width: number): string[] {
  return row.startsWith(printable(id)) ? [] : paragraph(indent, id, width)
}

/** Control characters of the owner's names and values as escapes, so that they cannot move the cursor. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, (char) => {
    const named: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }
    return named[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}
