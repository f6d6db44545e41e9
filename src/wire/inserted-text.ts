/** How text that the rewriter inserted is told from the owner's: between comments, on which no token depends. */

export const INSERTED = {
  start: '/*<cp*/',
  end: '/*cp>*/',
  /** A blank that nobody writes: with `1/cache[key]`, a comment right behind the slash would be one up to the end of the line. */
  behindSlash: '\v',
} as const

/** An arrow that ends with what was inserted ends before the comment behind it. */
const INSERTION = /(?:(?<=\/)\v)?\/\*<cp\*\/.*?(?:\/\*cp>\*\/|$)/gs

/** `text`, or any part of it, as the owner wrote it. */
export function withoutInsertions(text: string): string {
  return text.includes(INSERTED.start) ? text.replace(INSERTION, '') : text
}
