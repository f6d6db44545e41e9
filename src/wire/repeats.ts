/** Where the repeated calls of a site come from: one place or several, one test file or several, one process or several. */

/** Written as {@link DistancesLine} is: what became of the sampled ones among the site's keys. */
export interface RepeatsLine {
  type: 'repeats'
  site: string
  /** The site's own block. */
  block?: number
  pid: number
  /** Repeated calls whose stack was looked at; an earlier call with the same key is known for each. */
  sampled: number
  /** Of these, the earlier call was made at the same place, or elsewhere. */
  sameCallSite: number
  otherCallSite: number
  /** Of these, the earlier call came out of another file, by the outermost frame of either: another test file, as a rule. */
  otherFile: number
  /** The stacks that were seen most: a hash, the place of the call, how often. */
  stacks: [stack: number, place: string, times: number][]
  /** Hashes of keys, salted for each run; those that come first in order, of the `hashed` that were worked out. */
  keys: number[]
  hashed: number
  /** Keys with objects, which processes cannot be compared by. */
  unhashed: number
}

export const MAX_STACKS = 8
export const MAX_KEY_HASHES = 16

/** The same over all processes. */
export interface Repeats {
  sampled: number
  sameCallSite: number
  otherCallSite: number
  otherFile: number
  /** The place of the stack that was seen most often, and the share of the sample (0..1) that had that very stack. */
  loop: { place: string; share: number } | undefined
  /** Processes and threads that called it. */
  memories: number
  processes: number
  /** Share (0..1) of the keys that were new to a process, or thread, though another one knew them. */
  knownElsewhere: number
}

/** undefined: no process wrote a line. */
export function sumRepeats(lines: readonly RepeatsLine[]): Repeats | undefined {
  if (lines.length === 0) return undefined
  const sampled = total(lines, (line) => line.sampled)
  return {
    sampled,
    sameCallSite: total(lines, (line) => line.sameCallSite),
    otherCallSite: total(lines, (line) => line.otherCallSite),
    otherFile: total(lines, (line) => line.otherFile),
    loop: loopOf(lines, sampled),
    memories: lines.length,
    processes: new Set(lines.map(({ pid }) => pid)).size,
    knownElsewhere: knownElsewhere(lines),
  }
}

function loopOf(lines: readonly RepeatsLine[], sampled: number): Repeats['loop'] {
  const seen = new Map<number, { place: string; times: number }>()
  for (const [stack, place, times] of lines.flatMap(({ stacks }) => stacks)) {
    seen.set(stack, { place, times: times + (seen.get(stack)?.times ?? 0) })
  }
  const [first] = [...seen.values()].sort((one, other) => other.times - one.times)
  return first && { place: first.place, share: first.times / sampled }
}

/**
 * Each process tells its smallest hashes, so that up to the least of their last ones all keys of all processes are known:
 * a fair sample of the keys. Broder (1997), "On the resemblance and containment of documents".
 */
function knownElsewhere(lines: readonly RepeatsLine[]): number {
  let bound: number | undefined
  for (const { keys } of lines) {
    const last = keys[MAX_KEY_HASHES - 1]
    if (last !== undefined && (bound === undefined || last < bound)) bound = last
  }
  const sample = lines.flatMap(({ keys }) => keys.filter((key) => bound === undefined || key <= bound))
  if (sample.length === 0) return 0
  const hashed = total(lines, (line) => line.hashed)
  const unhashed = total(lines, (line) => line.unhashed)
  return ((sample.length - new Set(sample).size) / sample.length) * (hashed / (hashed + unhashed))
}

function total(lines: readonly RepeatsLine[], count: (line: RepeatsLine) => number): number {
  return lines.reduce((sum, line) => sum + count(line), 0)
}
