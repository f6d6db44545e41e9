/** How text that the rewriter inserted is told from the owner's: between comments, on which no token depends. */

export const INSERTED = { start: '/*<cp*/', end: '/*cp>*/' } as const

const INSERTION = /\/\*<cp\*\/.*?\/\*cp>\*\//gs

/** `text`, or any part of it, as the owner wrote it. */
export function withoutInsertions(text: string): string {
  return text.includes(INSERTED.start) ? text.replace(INSERTION, '') : text
}
