/** Reads the names of a function's parameters from its text: one called `password` is not to be printed. */

const WORD = /^\s*(?:\.\.\.\s*)?([\p{ID_Start}$_][\p{ID_Continue}$]*)/u
const OPENING = '([{'
const CLOSING = ')]}'

/** By position; undefined: a pattern. What is not understood has no names. */
export function parameterNames(source: string): (string | undefined)[] {
  const lone = /^(?:async\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>/u.exec(source)
  if (lone) return [lone[1]]
  const start = source.indexOf('(')
  return start < 0 ? [] : splitList(source, start + 1).map((parameter) => WORD.exec(parameter)?.[1])
}

/** Commas inside of brackets belong to patterns and defaults. */
function splitList(source: string, from: number): string[] {
  const list: string[] = []
  let depth = 0
  let start = from
  for (let at = from; at < source.length; at++) {
    const char = source[at] as string
    if (depth === 0 && (char === ',' || char === ')')) {
      list.push(source.slice(start, at))
      start = at + 1
      if (char === ')') return list
    } else if (OPENING.includes(char)) depth++
    else if (CLOSING.includes(char)) depth--
  }
  return []
}
