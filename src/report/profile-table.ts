/** The table that `cache-probe profile` prints: what was hot, where the profile lies and how to use it. */
import { count, counted } from './cells.js'
import { type Column, grid } from './grid.js'
import { titleLine, warningLines } from './heading.js'
import type { RecordedProfileReport } from './hot-spot-report.js'
import { painter } from './paint.js'
import { paragraph, printable } from './paragraph.js'
import type { Rendering } from './reporter.js'

const COLUMNS: readonly Column[] = [
  { title: 'function', align: 'left' },
  { title: 'self ms', align: 'right' },
  { title: 'total ms', align: 'right' },
]

const SHOWN = 20

export function renderProfile(report: RecordedProfileReport, { columns, color }: Rendering): string {
  const paint = painter(color)
  const { threads, busyMs, functions, file, command, warnings } = report
  const rows = functions
    .slice(0, SHOWN)
    .map(({ id, selfMs, totalMs }) => [printable(id), count(selfMs), count(totalMs)])
  const [titles = '', ...lines] = grid(COLUMNS, rows, columns)
  const left = functions.length - rows.length
  return [
    titleLine(report, columns, paint),
    ...paragraph('', `${counted(threads, 'thread')}, busy for ${count(busyMs)} ms`, columns),
    '',
    ...(rows.length > 0 ? [paint('dim', titles), ...lines] : ['No function of the target files was seen running.']),
    ...(left > 0 ? [`… and ${count(left)} more`] : []),
    '',
    `Recorded in ${printable(file)}`,
    `Use it: cache-probe run --profile ${printable(file)} -- ${printable(command.join(' '))}`,
    ...warningLines(warnings, columns, paint),
    '',
  ].join('\n')
}
