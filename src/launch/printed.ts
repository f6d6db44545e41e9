/** Tells whether two runs printed the same, without keeping what they printed: that is the owner's. */
import { createHash } from 'node:crypto'

/** Digests of the last lines, in whatever order they came: the two streams of a command are written side by side. */
export interface Printed {
  exact: string
  /** Times, counts and addresses differ from run to run. */
  butForNumbers: string
}

const NUMBERS = /\d+(?:[.,:]\d+)*/g

export function printedIn(tail: string): Printed {
  return { exact: digestOf(tail), butForNumbers: digestOf(tail.replace(NUMBERS, '#')) }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text.split('\n').sort().join('\n')).digest('hex').slice(0, 16)
}
