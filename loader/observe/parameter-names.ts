/** Reads the names of a function's parameters from its text: one called `password` is not to be printed. */

const LONE = /^(?:async\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>/u
const WORD = /^\s*(?:\.\.\.\s*)?([\p{ID_Start}$_][\p{ID_Continue}$]*)/u
const OPENING = '([{'
const CLOSING = ')]}'

// Where brackets and commas mean nothing: a regular expression stands only where a value may begin.
const COMMENT = /\/\/.*|\/\*[\s\S]*?\*\//
const TEXT = /'(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*"|`(?:\\[\s\S]|[^`\\])*`/
const REGEXP = /(?<=[=(,:?&|[{!]\s*)\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[\n])+\//
const SKIPPED = new RegExp([COMMENT, TEXT, REGEXP].map(({ source }) => source).join('|'), 'y')

/** By position; undefined: a pattern. What is not understood has no names. */
export function parameterNames(source: string): (string | undefined)[] {
  const lone = LONE.exec(source)
  if (lone) return [lone[1]]
  return parameterTexts(source).map((parameter) => WORD.exec(parameter)?.[1])
}

/** Of the first list in round brackets: others may come before it in a computed name only. */
function parameterTexts(source: string): string[] {
  const list: string[] = []
  let text: string | undefined
  let depth = 0
  for (let at = 0; at < source.length; ) {
    const skipped = skippedAt(source, at)
    at += skipped.length || 1
    if (skipped.length > 0) continue
    const char = source[at - 1] as string
    if (text === undefined) {
      if (depth === 0 && char === '(') text = ''
      else depth += depthOf(char)
    } else if (depth === 0 && (char === ',' || char === ')')) {
      list.push(text)
      text = ''
      if (char === ')') return list
    } else {
      depth += depthOf(char)
      text += char
    }
  }
  return []
}

function depthOf(char: string): number {
  return OPENING.includes(char) ? 1 : CLOSING.includes(char) ? -1 : 0
}

function skippedAt(source: string, at: number): string {
  SKIPPED.lastIndex = at
  return SKIPPED.exec(source)?.[0] ?? ''
}
