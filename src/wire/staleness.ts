/** How stored results of one site came to be wrong: how long after they were stored, and what had changed in between. */

/** What changes sooner than this changes at once, as far as a cache is concerned. */
export const LEAST_TTL_MS = 20

/** Written at the end of a process in which the same arguments gave another result. */
export interface StalenessLine {
  type: 'staleness'
  site: string
  /** The site's own block. */
  block?: number
  /** Results that were followed by another one for the same arguments; a later return to the first is not seen. */
  changes: number
  /** Of a fair sample of them: time and calls of the site between the storing of a result and the first other one. */
  ages: Age[]
  soonestMs: number
  soonestCalls: number
  /** By captured place: changes before which it was seen to have got another value. */
  after: Record<string, number>
  /** Changes before which nothing that is watched had. */
  unexplained: number
  /** Captured places that had another value nearly whenever they were looked at. */
  restless: string[]
}

export interface Age {
  ms: number
  calls: number
}

/** The same over all processes. */
export interface Staleness {
  changes: number
  soonestMs: number
  medianMs: number
  soonestCalls: number
  medianCalls: number
  after: Record<string, number>
  unexplained: number
  restless: string[]
}

/** undefined: no process saw a change. */
export function sumStaleness(lines: readonly StalenessLine[]): Staleness | undefined {
  if (lines.length === 0) return undefined
  const after: Record<string, number> = {}
  for (const line of lines) {
    for (const [place, changes] of Object.entries(line.after)) after[place] = (after[place] ?? 0) + changes
  }
  const ages = lines.flatMap((line) => line.ages)
  return {
    changes: total(lines.map(({ changes }) => changes)),
    soonestMs: Math.min(...lines.map(({ soonestMs }) => soonestMs)),
    medianMs: median(ages.map(({ ms }) => ms)),
    soonestCalls: Math.min(...lines.map(({ soonestCalls }) => soonestCalls)),
    medianCalls: median(ages.map(({ calls }) => calls)),
    after,
    unexplained: total(lines.map(({ unexplained }) => unexplained)),
    restless: [...new Set(lines.flatMap(({ restless }) => restless))],
  }
}

function total(numbers: number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}

/** The upper one of the two in the middle. */
function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1] as number
}
