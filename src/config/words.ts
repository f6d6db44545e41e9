/** Splits text that a person typed on one line: a command into words, a list at its commas. */

/**
 * Words of a command line, split at spaces; single or double quotes keep spaces, a backslash keeps the next character
 * (outside single quotes). Nothing else of a shell is understood. undefined: a quote is not closed.
 */
export function splitCommand(line: string): string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  let quote: string | undefined
  for (let i = 0; i < line.length; i++) {
    const char = line[i] as string
    if (char === '\\' && quote !== "'" && i + 1 < line.length) word = (word ?? '') + line[++i]
    else if (quote !== undefined && char === quote) quote = undefined
    else if (quote !== undefined) word += char
    else if (char === '"' || char === "'") {
      quote = char
      word ??= ''
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + char
  }
  if (word !== undefined) words.push(word)
  return quote === undefined ? words : undefined
}

/** Parts between commas, trimmed, empty ones dropped; commas inside braces belong to the glob. */
export function splitList(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const char of text) {
    if (char === '{') depth++
    if (char === '}') depth--
    if (char === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}
