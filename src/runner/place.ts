/** What stands where in a command: each test runner found in it, with the ways that words can be given to it. */
import type { Runner } from './runners.js'

/** How a change of some inner words changes the whole command; an absent way is not to be had. */
export interface Reach {
  append?(args: string[]): string[]
  replace?(words: string[]): string[]
}

export type Place =
  | { kind: 'runner'; runner: Runner /** All before its arguments. */; head: string[]; args: string[]; reach: Reach }
  /** Another program, which runs no tests as far as can be told. */
  | { kind: 'program' }
  | { kind: 'node-program' }
  | { kind: 'unclear'; why: string }

/** Finds the places in words that stand somewhere inside the command; `scripts` are those that led there. */
export type Visit = (words: readonly string[], reach: Reach, scripts: readonly string[]) => Place[]

/** The reach of what follows `prefix`. */
export function behind(prefix: readonly string[], { append, replace }: Reach): Reach {
  return { ...(append && { append }), ...(replace && { replace: (words) => replace([...prefix, ...words]) }) }
}

/** The reach of a program that stands at the end of `head` under another name than we look it up by. */
export function renamed(head: readonly string[], { append, replace }: Reach): Reach {
  return { ...(append && { append }), ...(replace && { replace: ([, ...rest]) => replace([...head, ...rest]) }) }
}

/** The reach of what gets all arguments that come after `words`. */
export function after(words: readonly string[], { append, replace }: Reach, dashes: '--' | undefined): Reach {
  const between = dashes === undefined || words.includes(dashes) ? [] : [dashes]
  if (append) return { append: (args) => append([...between, ...args]) }
  return replace ? { append: (args) => replace([...words, ...between, ...args]) } : {}
}
