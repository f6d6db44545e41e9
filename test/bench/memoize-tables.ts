/** Renders what was measured: what is met and what is missed, and how far the peers are from us. */

import type { RowMeasurement } from './memoize-bench-row.js'
import { BARE, OURS, UNCOUNTED } from './memoize-contestants.js'
import { type Goal, goalsOf, ratioTo, ratioToFastest, seriesOf } from './memoize-goals.js'
import type { BenchPath } from './memoize-loops.js'
import { type BenchRow, SIZES } from './memoize-rows.js'

export interface NodeMeasurement {
  version: string
  rows: { row: BenchRow; measurements: RowMeasurement[] }[]
}

/** A line for each goal, a column for each Node: one figure for each size. */
export function goalTable(nodes: NodeMeasurement[]): string {
  const head = ['keys', 'our time as a share of', 'goal', ...nodes.map(({ version }) => `Node ${version.slice(1)}`)]
  const lines = (nodes[0]?.rows ?? []).flatMap(({ row }, place) =>
    goalsOf(row).map((goal) => [
      row.name,
      goal.name,
      `<= ${goal.atMost.toFixed(2)}`,
      ...nodes.map(({ rows }) => cellOf(row, goal, rows[place]?.measurements ?? [])),
    ]),
  )
  return rendered([head, ...lines])
}

function cellOf(row: BenchRow, goal: Goal, measurements: RowMeasurement[]): string {
  const judged = SIZES.map((size) => {
    const ratio = ratioToFastest(row, goal, measurements, size)
    return `${ratio.toFixed(2)} ${ratio <= goal.atMost ? 'met' : 'missed'}`
  })
  return judged.join(', ')
}

const PATHS: BenchPath[] = ['hit', 'miss']

/** How many times as long as ours each takes, a line for each contestant. */
export function peerTable({ version, rows }: NodeMeasurement): string {
  const tables = rows.map(({ row, measurements }) => {
    const head = [row.name, ...PATHS.flatMap((path) => SIZES.map((size) => `${path}, ${size}`))]
    const contestants = (measurements[0]?.contestants ?? []).filter(({ name }) => name !== OURS && name !== UNCOUNTED)
    const lines = contestants.map(({ name, order, cannot }) => [
      name + (order === 'lru' || name === BARE ? '' : ` (${order})`),
      ...PATHS.flatMap((path) =>
        SIZES.map((size) => timesOurs(name, measurements, path, size) ?? whyNot(order, cannot)),
      ),
    ])
    return rendered([head, ...lines])
  })
  return [`Node ${version.slice(1)}: times as long as ours`, ...tables].join('\n\n')
}

function timesOurs(name: string, measurements: RowMeasurement[], path: BenchPath, size: number): string | undefined {
  const ratio = ratioTo(name, seriesOf(measurements, path, size))
  return ratio === undefined ? undefined : (1 / ratio).toFixed(1)
}

function whyNot(order: string, cannot: string | undefined): string {
  return cannot ?? (order === 'unbounded' ? 'never evicts' : '-')
}

/** Columns of one width each, as Markdown has them. */
function rendered(lines: string[][]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const [head, ...rest] = lines.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  )
  return [head, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rest].join('\n')
}
