/** What the memoizer has to reach, and what the measurements of a row say about it. */

import { median } from './cpu-time.js'
import type { RowMeasurement, Series } from './memoize-bench-row.js'
import { BARE, type Contestant, OURS, UNCOUNTED } from './memoize-contestants.js'
import type { BenchPath } from './memoize-loops.js'
import type { BenchRow } from './memoize-rows.js'

export interface Goal {
  /** `hit / bare Map.get` */
  name: string
  path: BenchPath
  /** Largest time of ours, as a share of the time of the others. */
  atMost: number
  /** Those of whom ours is held against the fastest. */
  against(contestant: Pick<Contestant, 'name' | 'order'>): boolean
}

const isExact: Goal['against'] = ({ order }) => order === 'lru'
const isBounded: Goal['against'] = ({ order }) => order === 'lru' || order === 'bounded'
const isMnemonist: Goal['against'] = ({ name }) => name.startsWith('mnemonist')

export function goalsOf({ count, keys, byContent }: BenchRow): Goal[] {
  if (byContent) {
    const isJson: Goal['against'] = ({ name }) => name.includes('JSON') && !name.startsWith('bare')
    return [{ name: 'hit / fastest JSON key', path: 'hit', atMost: 1 / 2, against: isJson }]
  }
  const isInteger = count === 1 && keys === 'integer'
  const miss: Goal = { name: 'miss / mnemonist', path: 'miss', atMost: isInteger ? 0.7 : 1.25, against: isMnemonist }
  if (count > 1) {
    return [{ name: 'hit / fastest bounded peer', path: 'hit', atMost: 1 / 3, against: isBounded }, miss]
  }
  const counting: Goal = {
    name: 'hit / the same uncounted',
    path: 'hit',
    atMost: 1.05,
    against: ({ name }) => name === UNCOUNTED,
  }
  return [
    ...(isInteger ? [counting] : []),
    { name: 'hit / bare Map.get', path: 'hit', atMost: isInteger ? 1.1 : 1.3, against: ({ name }) => name === BARE },
    { name: 'hit / fastest exact LRU peer', path: 'hit', atMost: isInteger ? 1 / 2 : 1, against: isExact },
    miss,
  ]
}

/**
 * Our time as a share of the fastest of those that the goal is against: median over rounds and processes.
 * `measurements`: of the row, by several processes of one Node.
 */
export function ratioToFastest(row: BenchRow, goal: Goal, measurements: RowMeasurement[], size: number): number {
  const series = seriesOf(measurements, goal.path, size)
  const contestants = (measurements[0]?.contestants ?? []).filter(goal.against)
  const ratios = contestants.flatMap(({ name }) => ratioTo(name, series) ?? [])
  if (ratios.length === 0) throw new Error(`nobody to hold '${row.name}' against: ${goal.name}`)
  return Math.max(...ratios)
}

export function seriesOf(measurements: RowMeasurement[], path: BenchPath, size: number): Series[] {
  return measurements.flatMap(({ series }) => series.filter((each) => each.path === path && each.size === size))
}

/** Time of ours as a share of the time of `name`, each ratio within one round; undefined: it was not measured. */
export function ratioTo(name: string, series: Series[]): number | undefined {
  const ratios = series.flatMap(({ callNs }) => {
    const [ours = [], others = []] = [callNs[OURS], callNs[name]]
    return others.map((otherNs, round) => (ours[round] ?? 0) / otherNs)
  })
  return ratios.length === 0 ? undefined : median(ratios)
}
