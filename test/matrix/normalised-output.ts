/** Takes out of a runner's output what differs from run to run. */

const VARYING: readonly [RegExp, string][] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what a colour starts with.
  [/\u001b\[[\d;?]*[A-Za-z]/g, ''],
  [/\b\d+(\.\d+)?\s*(ms|s|m|seconds?|milliseconds?)\b( +\d+(\.\d+)?(ms|s)\b)*/g, '<time>'],
  [/\b(duration_ms|time=|Duration|Start at)[:=\s]*[\d.:]+/g, '$1 <time>'],
  [/\b\d\d:\d\d:\d\d(\.\d+)?\b/g, '<time>'],
  [/^ *(Duration|Isolate|Randomized with seed) .*$/gm, ''],
  // vitest 5 gives this advice only when the workers were slow to start.
  [/^ *at least ~.* faster with isolate: false.*$/gm, ''],
  // jest guesses once it has run before; most tell the time of what is slow only.
  [/, estimated <time>/g, ''],
  [/ *\(?<time>\)?$/gm, ''],
  [/\(node:\d+\)/g, '(node:<pid>)'],
]

/** Lines sorted: parallel runners print their files in the order in which they end. */
export function normalisedOutput(output: string): string {
  const text = VARYING.reduce((rest, [pattern, replacement]) => rest.replaceAll(pattern, replacement), output)
  const lines = text.split(/[\r\n]+/).map((line) => line.trim().replace(/\s+/g, ' '))
  return lines.filter(Boolean).sort().join('\n')
}

/** The first line that only one of two normalised outputs has; undefined: there is none. */
export function firstDifference(bare: string, probed: string): string | undefined {
  const [before, after] = [bare.split('\n'), probed.split('\n')]
  const extra = after.find((line) => !before.includes(line))
  if (extra !== undefined) return `it prints "${extra}"`
  const missing = before.find((line) => !after.includes(line))
  if (missing !== undefined) return `it no longer prints "${missing}"`
  return bare === probed ? undefined : 'it repeats lines a different number of times'
}
