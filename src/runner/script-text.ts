/** Puts words into the text of a script, where its commands cannot be given arguments: npm runs the changed text as its own. */
import type { ShellCommand } from './shell-commands.js'

export interface ScriptText {
  text: string
  /** The command line that runs a text in the script's place. */
  commandFor(text: string): string[]
}

/** Words to be put into a script at `offset`, spaces included. */
export interface Insertion {
  script: ScriptText
  offset: number
  words: string
  /** Characters of the script that they stand for; absent: none. */
  instead?: number
}

/**
 * In front of the `at`th word of a command of `script`, or in its stead, or behind its last one. undefined: that word is
 * not in the script.
 */
export function insertionIn(
  script: ScriptText,
  { spans }: ShellCommand,
  at: number,
  words: string,
  instead = false,
): Insertion | undefined {
  const [before, last] = [spans[at], spans.at(-1)]
  if (before && instead) return { script, offset: before.start, words, instead: before.end - before.start }
  if (before) return { script, offset: before.start, words: `${words} ` }
  return at === spans.length && last ? { script, offset: last.end, words: ` ${words}` } : undefined
}

/** The command line with all insertions made; undefined: they belong to several scripts. */
export function withInsertions(insertions: readonly Insertion[]): string[] | undefined {
  const [first] = insertions
  if (first === undefined || insertions.some(({ script }) => script !== first.script)) return undefined
  // Of two at one place the one that takes something away is made first: the other comes to stand in front of it.
  const fromTheEnd = [...insertions].sort(
    (one, other) => other.offset - one.offset || (other.instead ?? 0) - (one.instead ?? 0),
  )
  return first.script.commandFor(
    fromTheEnd.reduce(
      (text, { offset, words, instead = 0 }) => text.slice(0, offset) + words + text.slice(offset + instead),
      first.script.text,
    ),
  )
}

/** One word for a POSIX shell. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
