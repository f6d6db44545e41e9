/** The functions of the report as blocks of rows: one block a verdict, each row with the reason in words below it. */
import type { Verdict } from '../verdict/site-verdict.js'
import { count, percent, percentInterval, UNKNOWN, written } from './cells.js'
import { hitRateAtSuggestedSize, measuredSaving, VERDICT_ORDER } from './function-order.js'
import { type Column, grid } from './grid.js'
import type { Paint, Style } from './paint.js'
import { idBelow, paragraph, printable } from './paragraph.js'
import type { FunctionReport } from './probe-report.js'
import { cutEnd } from './width.js'

const GROUPS: Record<Verdict, { style: Style; meaning: string; shown: number; reasons: number; suggests: boolean }> = {
  APPLY: { style: 'green', meaning: 'worth a cache', shown: 50, reasons: 5, suggests: true },
  HOLD: { style: 'cyan', meaning: 'would pay, but a cache must follow state', shown: 20, reasons: 4, suggests: true },
  UNSAFE: {
    style: 'red',
    meaning: 'a cache would change what the program does',
    shown: 12,
    reasons: 3,
    suggests: false,
  },
  INCONCLUSIVE: { style: 'yellow', meaning: 'this workload cannot tell', shown: 8, reasons: 2, suggests: true },
  REJECT: { style: 'dim', meaning: 'not worth a cache', shown: 8, reasons: 4, suggests: false },
}

const COLUMNS: readonly Column[] = [
  { title: 'function', align: 'left' },
  { title: 'calls', align: 'right' },
  { title: 'hit rate', align: 'right' },
  { title: 'saved', align: 'left' },
  { title: 'maxsize', align: 'right' },
]

const INDENT = '  '
const DETAIL_INDENT = '    '
/** The owner's values can be long; the JSON report has them whole. */
const MOST_REASON_LINES = 4

/** Titles, then a block for each verdict; `functions` come in the order in which each block has them. */
export function functionBlocks(functions: FunctionReport[], columns: number, paint: Paint): string[][] {
  const groups = VERDICT_ORDER.map((verdict) => functions.filter((fn) => fn.verdict === verdict))
  const shown = groups.map((group) => group.slice(0, GROUPS[group[0]?.verdict ?? 'REJECT'].shown))
  // One grid for all groups, so that their columns stand below each other.
  const [titles, ...rows] = grid(COLUMNS, shown.flat().map(cells), columns - INDENT.length)
  if (rows.length === 0) return []
  const blocks = shown.map((group, index) => [
    ...groupTitle(groups[index] ?? [], paint),
    ...group.flatMap((fn) => {
      const row = rows.shift() ?? ''
      return [
        INDENT + row,
        ...idBelow(DETAIL_INDENT, fn.id, row, columns),
        ...origin(fn, columns),
        ...details(fn, columns, paint),
      ]
    }),
    ...more(groups[index] ?? [], group),
  ])
  return [[paint('dim', INDENT + titles)], ...blocks]
}

function cells(fn: FunctionReport): string[] {
  const { screening, validation, verdict } = fn
  const suggested = GROUPS[verdict].suggests ? (screening?.recommendedMaxsize ?? validation?.maxsize) : undefined
  return [
    printable(fn.id),
    screening === undefined ? UNKNOWN : count(screening.calls),
    percent(hitRateAtSuggestedSize(fn)),
    saved(fn),
    suggested === undefined ? UNKNOWN : count(suggested),
  ]
}

/** Measured with its interval, or what screening expects: `~4 %`. */
function saved(fn: FunctionReport): string {
  const measured = measuredSaving(fn)
  if (measured !== undefined) return percentInterval(measured)
  const expected = fn.screening?.savedShare
  return expected === undefined ? UNKNOWN : `~${percent(expected)}`
}

function groupTitle([first, ...others]: FunctionReport[], paint: Paint): string[] {
  if (first === undefined) return []
  const { style, meaning } = GROUPS[first.verdict]
  return [`${paint(style, `${first.verdict} ${count(others.length + 1)}`)}${paint('dim', `: ${meaning}`)}`]
}

/** Built output: the place to change. Where nothing is to be done, nobody needs it. */
function origin({ original, verdict }: FunctionReport, columns: number): string[] {
  if (original === undefined || verdict === 'REJECT') return []
  return paragraph(DETAIL_INDENT, written(original), columns)
}

function details(fn: FunctionReport, columns: number, paint: Paint): string[] {
  const reasons = fn.reasons.slice(0, GROUPS[fn.verdict].reasons)
  return [
    ...hotSpotLines(fn, columns, paint),
    ...reasons.flatMap(({ message }) => shortened(paragraph(DETAIL_INDENT, message, columns))),
    ...counterexampleLines(fn, columns),
    ...fn.cautions.flatMap(({ message }) =>
      paragraph(`${DETAIL_INDENT}! `, message, columns).map((line) => paint('yellow', line)),
    ),
    ...alternativeLines(fn, columns, paint),
  ]
}

/** Where a profile says so: the time of one's own screening is in what a cache saves already. */
function hotSpotLines({ priority, time }: FunctionReport, columns: number, paint: Paint): string[] {
  if (priority === undefined || time === undefined || time.from === 'screening') return []
  const where = time.from === 'production' ? 'in production' : 'in this command'
  const text = `${priority} priority: on the stack for ${count(time.totalMs)} ms ${where}, by its profile`
  return paragraph(DETAIL_INDENT, text, columns).map((line) => paint('dim', line))
}

/** Cautions that say so already. */
const SAID_BY: Record<string, string> = {
  precompute: 'one-key',
  hoist: 'repeats-in-a-row',
  'single-entry': 'repeats-in-a-row',
}

function alternativeLines(
  { alternatives, cautions, verdict }: FunctionReport,
  columns: number,
  paint: Paint,
): string[] {
  if (verdict === 'REJECT') return []
  const isSaid = (code: string) => cautions.some((caution) => caution.code === SAID_BY[code])
  return alternatives
    .filter(({ code }) => !isSaid(code))
    .flatMap(({ message }) => paragraph(`${DETAIL_INDENT}> instead: `, message, columns))
    .map((line) => paint('cyan', line))
}

function shortened(lines: string[]): string[] {
  return lines.length <= MOST_REASON_LINES ? lines : [...lines.slice(0, MOST_REASON_LINES - 1), `${DETAIL_INDENT}…`]
}

function counterexampleLines(fn: FunctionReport, columns: number): string[] {
  const example = fn.purity.runtime?.counterexample
  if (example === undefined || fn.verdict !== 'UNSAFE') return []
  // A reason may have quoted it already.
  if (fn.reasons.some(({ message }) => message.includes(example.fresh))) return []
  const place = example.callSite === undefined ? '' : `, at ${example.callSite}`
  return [
    `${fn.name}(${example.arguments.join(', ')}) gave ${example.fresh}`,
    `a cache would have given ${example.stored} (call ${count(example.afterCalls + 1)}${place})`,
  ].map((line) => cutEnd(DETAIL_INDENT + printable(line), columns))
}

function more(group: FunctionReport[], shown: FunctionReport[]): string[] {
  const left = group.length - shown.length
  return left === 0 ? [] : [`${INDENT}… and ${count(left)} more (--reporter json has all)`]
}
