/** Tells whether two runs printed the same, without keeping what they printed: that is the owner's. */
import { createHash } from 'node:crypto'

/** Digests of the last lines, in whatever order they came: the two streams of a command are written side by side. */
export interface Printed {
  exact: string
  /** Times, counts and addresses differ from run to run. */
  butForNumbers: string
  /**
   * By kind of line, which is its words: how many there are, and a digest of the numbers at each place in them. What is
   * said to be a time or an amount of memory is left out. Absent: the lines were too long to tell.
   */
  parts?: Record<string, string>
}

const NUMBERS = /\d+(?:[.,:]\d+)*/g
/** `(12 ms)`, `1.5s`, `12 MB`: what a cache is meant to change. In capitals it is the name of the number that follows. */
const MEASURED = /\(?\d[\d.,]*\s?(?:[nµum]?s|secs?|seconds?|min|minutes?|[kMG]i?B)\b\)?/g
/** `took 3`, `MS 450`, `heap: 12.5` */
const NAMED = /\b(?:ms|time|took|elapsed|duration\w*|secs?|seconds?|rss|heap\w*|memory|cpu)\b\W{0,3}\d[\d.,:]*/gi
/** Of all numbers, which a line is likely to be cut off above. */
const LONGEST_TAIL = 12_000

export function printedIn(tail: string): Printed {
  const whole = { exact: digestOf(tail), butForNumbers: digestOf(tail.replace(NUMBERS, '#')) }
  return tail.length > LONGEST_TAIL ? whole : { ...whole, parts: partsOf(tail) }
}

function partsOf(tail: string): Record<string, string> {
  const numbers = new Map<string, string[][]>()
  for (const line of tail.split('\n')) {
    const measured = line.replace(NAMED, '~').replace(MEASURED, '~')
    const kind = digestOf(measured.replace(NUMBERS, '#'))
    const places = measured.match(NUMBERS) ?? []
    numbers.set(kind, [...(numbers.get(kind) ?? []), places])
  }
  const parts: Record<string, string> = {}
  for (const [kind, lines] of numbers) {
    parts[kind] = String(lines.length)
    for (const place of lines[0]?.keys() ?? [])
      parts[`${kind}.${place}`] = digestOf(lines.map((line) => line[place]).join('\n'))
  }
  return parts
}

function digestOf(text: string): string {
  return createHash('sha256').update(text.split('\n').sort().join('\n')).digest('hex').slice(0, 16)
}
