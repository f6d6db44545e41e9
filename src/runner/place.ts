/** What stands where in a command: each test runner found in it, with the ways that words can be given to it. */
import type { Runner } from './runners.js'
import type { Insertion } from './script-text.js'

/** How a change of some inner words changes the whole command; an absent way is not to be had. */
export interface Reach {
  append?(args: string[]): string[]
  replace?(words: string[]): string[]
  /** Words in front of the `at`th, or in its stead, in the text of the script that these words stand in. */
  insert?(at: number, words: string, instead?: boolean): Insertion | undefined
  /** Words behind all of them, in the text of a script that runs the one that these words stand in. */
  insertLast?(words: string): Insertion | undefined
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
export function behind(prefix: readonly string[], reach: Reach): Reach {
  const { replace, insert } = reach
  return {
    ...reach,
    ...(replace && { replace: (words) => replace([...prefix, ...words]) }),
    ...(insert && { insert: (at, words, instead) => insert(at + prefix.length, words, instead) }),
  }
}

/** The reach of a program that stands at the end of `head` under another name than we look it up by. */
export function renamed(head: readonly string[], reach: Reach): Reach {
  const { replace, insert } = reach
  return {
    ...reach,
    ...(replace && { replace: ([, ...rest]) => replace([...head, ...rest]) }),
    ...(insert && { insert: (at, words, instead) => insert(at - 1 + head.length, words, instead) }),
  }
}

/** The reach of what gets all arguments that come after `words`. */
export function after(words: readonly string[], reach: Reach, dashes: '--' | undefined): Reach {
  const { append, replace, insert, insertLast } = reach
  const between = dashes === undefined || words.includes(dashes) ? [] : [dashes]
  const text = (added: string) => [...between, added].join(' ')
  return {
    ...(replace && { append: (args) => replace([...words, ...between, ...args]) }),
    ...(append && { append: (args) => append([...between, ...args]) }),
    ...(insertLast && { insertLast: (added) => insertLast(text(added)) }),
    ...(insert && { insertLast: (added) => insert(words.length, text(added)) }),
  }
}
