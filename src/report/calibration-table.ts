/** The noise of a command on this machine, as a table, and what an experiment could settle in spite of it. */

import type { CalibrationReport, NoiseReport } from './calibration-report.js'
import { count, counted, percent, percentInterval } from './cells.js'
import { type Column, grid } from './grid.js'
import { titleLine, warningLines } from './heading.js'
import { painter } from './paint.js'
import { paragraph } from './paragraph.js'
import type { Rendering } from './reporter.js'

const NOISE_COLUMNS: readonly Column[] = [
  { title: 'time', align: 'left' },
  { title: 'mean', align: 'right' },
  { title: 'spread', align: 'right' },
  { title: 'within a pair', align: 'right' },
  { title: 'appears to save', align: 'right' },
]

const SETTLED_COLUMNS: readonly Column[] = [
  { title: 'candidates', align: 'left' },
  { title: 'pairs', align: 'right' },
  { title: 'by CPU time', align: 'right' },
  { title: 'by wall time', align: 'right' },
]

export function renderCalibration(report: CalibrationReport, { columns, color }: Rendering): string {
  const paint = painter(color)
  const { pairs, cpu, wall, settles, warnings } = report
  const [titles = '', ...noise] = grid(
    NOISE_COLUMNS,
    [...(cpu ? [noiseCells('CPU', cpu)] : []), noiseCells('wall', wall)],
    columns,
  )
  const [settledTitles = '', ...settled] = grid(
    SETTLED_COLUMNS,
    settles.map((row) => [String(row.candidates), count(row.pairs), percent(row.cpu), percent(row.wall)]),
    columns,
  )
  return [
    titleLine(report, columns, paint),
    ...paragraph('', `${counted(pairs, 'pair')} of runs that do the same, nothing cached`, columns),
    '',
    paint('dim', titles),
    ...noise,
    '',
    ...paragraph('', settledHeading(report), columns),
    ...(settled.length > 0 ? [paint('dim', settledTitles), ...settled] : []),
    ...(warnings.length > 0 ? [''] : []),
    ...warningLines(warnings, columns, paint),
    '',
  ].join('\n')
}

function settledHeading({ settles, options: { speedupThreshold } }: CalibrationReport): string {
  if (settles.length === 0) return 'The budget has no room to measure any candidate: raise --budget-runs.'
  const threshold = typeof speedupThreshold === 'number' ? ` of ${percent(speedupThreshold)}` : ''
  return `Least saving that the command's time can settle as above the threshold${threshold} (what is timed inside the calls may settle less):`
}

function noiseCells(name: string, { meanMs, runSpread, pairSpread, apparentSaving }: NoiseReport): string[] {
  return [name, `${count(meanMs)} ms`, percent(runSpread), percent(pairSpread), percentInterval(apparentSaving)]
}
