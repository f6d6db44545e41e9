/** Hit-rate tables of one `observe` run: the driver's, and the summary that the loader prints when it runs alone. */
import { count, percent } from './cells.js'
import { type Column, grid } from './grid.js'
import { titleLine, warningLines } from './heading.js'
import type { ObservationReport, ObservationRow } from './observation-report.js'
import { painter } from './paint.js'
import { idBelow, paragraph, printable } from './paragraph.js'
import type { Rendering } from './reporter.js'

const COLUMNS: readonly Column[] = [
  { title: 'function', align: 'left' },
  { title: 'calls', align: 'right' },
  { title: 'hits', align: 'right' },
  { title: 'misses', align: 'right' },
  { title: 'hit rate', align: 'right' },
  { title: 'mismatches', align: 'right' },
]

const SHOWN = 40
const SHOWN_STANDALONE = 15
/** The driver scans first, so it can tell a program without targets from one whose targets nobody could see. */
const NOTHING_CALLED = 'cache-probe: no probed function was called. cache-probe observe -- <command> may tell why.'
/** Functions that were not followed in all their calls. */
const SHARES_SHOWN = 5

export function renderObservation(report: ObservationReport, { columns, color }: Rendering): string {
  const paint = painter(color)
  const { functions, funnel, warnings } = report
  const found = `${count(funnel.scanned)} found > ${count(funnel.instrumented)} instrumented > ${count(funnel.called)} called > ${count(funnel.repeated)} repeated`
  const [titles = '', ...rows] = hitRateTable(functions, columns, SHOWN)
  return [
    titleLine(report, columns, paint),
    ...paragraph('', found, columns),
    '',
    ...(rows.length > 0 ? [paint('dim', titles), ...rows] : ['No function was seen being called.']),
    ...(warnings.length > 0 ? [''] : []),
    ...warningLines(warnings, columns, paint),
    '',
  ].join('\n')
}

/** What the loader prints to stderr when nobody drives it; rows in any order. */
export function renderStandaloneSummary(rows: ObservationRow[], { columns }: { columns: number }): string {
  const called = rows.filter(({ calls }) => calls > 0)
  if (called.length === 0) return `${NOTHING_CALLED}\n`
  return `cache-probe: what caches would have hit\n${hitRateTable(called, columns, SHOWN_STANDALONE).join('\n')}\n`
}

/** Titles, rows with the most would-be hits first, and how many were left out. */
function hitRateTable(rows: ObservationRow[], columns: number, shown: number): string[] {
  const sorted = [...rows].sort((a, b) => b.hits - a.hits || b.calls - a.calls || (a.id < b.id ? -1 : 1))
  const left = sorted.length - shown
  const [titles = '', ...lines] = grid(COLUMNS, sorted.slice(0, shown).map(cells), columns)
  const named = lines.flatMap((line, at) => [line, ...idBelow('  ', sorted[at]?.id ?? '', line, columns)])
  return [titles, ...named, ...(left > 0 ? [`… and ${count(left)} more`] : []), ...followedInBursts(sorted, columns)]
}

/** Of how many calls hits and misses are counted, where a function is called too often to follow them all. */
function followedInBursts(rows: ObservationRow[], columns: number): string[] {
  const shares = rows.flatMap(({ id, calls, unfollowed = 0 }) =>
    unfollowed === 0 ? [] : [`${printable(id)} ${count(calls - unfollowed)} of ${count(calls)}`],
  )
  const [shown, left] = [shares.slice(0, SHARES_SHOWN), shares.length - SHARES_SHOWN]
  if (shown.length === 0) return []
  const more = left > 0 ? `, and ${count(left)} more in part` : ''
  return ['', ...paragraph('calls followed: ', `${shown.join(', ')}${more}`, columns)]
}

function cells({ id, calls, hits, misses, hitRate, mismatches }: ObservationRow): string[] {
  return [printable(id), count(calls), count(hits), count(misses), percent(hitRate), count(mismatches)]
}
