/** Tells whether two runs printed the same, without keeping what they printed: that is the owner's. */
import { createHash } from 'node:crypto'
import { stripVTControlCharacters } from 'node:util'
import { TAIL_LINES } from './output-file.js'

/** Digests of the last lines, in whatever order they came: the two streams of a command are written side by side. */
export interface Printed {
  exact: string
  /** Times, counts and addresses differ from run to run. */
  butForNumbers: string
  /** By what a line says but for numbers, as a digest. Absent: the lines were too long to tell. */
  kinds?: Record<string, LineKind>
  /** There may have been lines before these: one line less at the end shows one more of them. */
  isCut?: boolean
}

/** Lines that say the same but for numbers, times and amounts of memory. */
export interface LineKind {
  lines: number
  /** One of them says a time or an amount of memory: whether it is there at all may hang on that. */
  measured: boolean
  /** Digests of the other numbers, of all lines in one, by their place in the line. */
  numbers: string[]
}

const NUMBERS = /\d+(?:[.,:]\d+)*/g
/** `(12 ms)`, `1.5s`, `12 MB`: what a cache is meant to change. In capitals it is the name of the number that follows. */
const MEASURED = /\(?\d[\d.,]*\s?(?:[nµum]?s|secs?|seconds?|min|minutes?|[kMG]i?B)\b\)?/g
/** `took 3`, `MS 450`, `heap: 12.5` */
const NAMED = /\b(?:ms|time|took|elapsed|duration\w*|secs?|seconds?|rss|heap\w*|memory|cpu)\b\W{0,3}\d[\d.,:]*/gi
/** `x 1,234 ops/sec`, `Fastest is a`: which of them is, and by how much, is what a cache changes. */
const SPEED = /\b(?:fast|slow)(?:er|est)\b|\/(?:s|sec|second)\b|\bops\b/i
const BLANKS = /\s+/g
/** Edges of tables: a column is as wide as the times in it. */
const EDGES = /([─━═=_-])\1{3,}/g
/** Of all numbers, which a line is likely to be cut off above. */
const LONGEST_TAIL = 12_000

export function printedIn(tail: string): Printed {
  const whole = { exact: digestOf(tail), butForNumbers: digestOf(tail.replace(NUMBERS, '#')) }
  return tail.length > LONGEST_TAIL
    ? whole
    : { ...whole, kinds: kindsOf(tail), isCut: tail.split('\n').length >= TAIL_LINES }
}

function kindsOf(tail: string): Record<string, LineKind> {
  const numbers = new Map<string, string[][]>()
  const measured = new Set<string>()
  for (const line of tail.split('\n')) {
    const plain = stripVTControlCharacters(line)
    // With the blanks around: runners say times of slow tests only.
    const unmeasured = SPEED.test(plain) ? '' : plain.replace(NAMED, '').replace(MEASURED, '')
    const rest = unmeasured.replace(BLANKS, ' ').replace(EDGES, '$1$1$1').trim()
    const kind = digestOf(rest.replace(NUMBERS, '#'))
    numbers.set(kind, [...(numbers.get(kind) ?? []), rest.match(NUMBERS) ?? []])
    if (unmeasured !== plain) measured.add(kind)
  }
  return Object.fromEntries(
    [...numbers].map(([kind, lines]) => [
      kind,
      { lines: lines.length, measured: measured.has(kind), numbers: digestsByPlace(lines) },
    ]),
  )
}

function digestsByPlace([first = [], ...others]: readonly string[][]): string[] {
  return first.map((number, place) => digestOf([number, ...others.map((line) => line[place])].join('\n')))
}

function digestOf(text: string): string {
  return createHash('sha256').update(text.split('\n').sort().join('\n')).digest('hex').slice(0, 16)
}
