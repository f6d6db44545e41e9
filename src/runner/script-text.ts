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
}

/** In front of the `at`th word of a command of `script`, or behind its last one. undefined: that word is not in the script. */
export function insertionIn(
  script: ScriptText,
  { spans }: ShellCommand,
  at: number,
  words: string,
): Insertion | undefined {
  const [before, last] = [spans[at], spans.at(-1)]
  if (before) return { script, offset: before.start, words: `${words} ` }
  return at === spans.length && last ? { script, offset: last.end, words: ` ${words}` } : undefined
}

/** The command line with all insertions made; undefined: they belong to several scripts. */
export function withInsertions(insertions: readonly Insertion[]): string[] | undefined {
  const [first] = insertions
  if (first === undefined || insertions.some(({ script }) => script !== first.script)) return undefined
  const fromTheEnd = [...insertions].sort((one, other) => other.offset - one.offset)
  return first.script.commandFor(
    fromTheEnd.reduce(
      (text, { offset, words }) => text.slice(0, offset) + words + text.slice(offset),
      first.script.text,
    ),
  )
}

/** One word for a POSIX shell. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
