/** The table that `cache-probe run` prints: functions by verdict, each with its numbers and the reason in words. */
import type { Reason, Verdict } from '../verdict/site-verdict.js'
import { count, counted, percent, percentInterval, UNKNOWN } from './cells.js'
import { byWorth, hitRateAtSuggestedSize, measuredSaving, neverCalled, VERDICT_ORDER } from './function-order.js'
import { type Column, grid } from './grid.js'
import { type Paint, painter, type Style } from './paint.js'
import { paragraph, printable } from './paragraph.js'
import type { FunctionReport, Funnel, ProbeReport } from './probe-report.js'
import type { Rendering } from './reporter.js'
import { cutEnd } from './width.js'

const GROUPS: Record<Verdict, { style: Style; meaning: string; shown: number; reasons: number; suggests: boolean }> = {
  APPLY: { style: 'green', meaning: 'worth a cache', shown: 50, reasons: 3, suggests: true },
  HOLD: { style: 'cyan', meaning: 'would pay, but a cache must follow state', shown: 20, reasons: 3, suggests: true },
  UNSAFE: {
    style: 'red',
    meaning: 'a cache would change what the program does',
    shown: 12,
    reasons: 2,
    suggests: false,
  },
  INCONCLUSIVE: { style: 'yellow', meaning: 'this workload cannot tell', shown: 8, reasons: 1, suggests: true },
  REJECT: { style: 'dim', meaning: 'not worth a cache', shown: 8, reasons: 1, suggests: false },
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

export function renderTable(report: ProbeReport, { columns, color }: Rendering): string {
  const paint = painter(color)
  const called = report.functions.filter((fn) => !neverCalled(fn)).sort(byWorth)
  const blocks = [
    heading(report, columns, paint),
    ...functionBlocks(called, columns, paint),
    uncalledBlock(report.functions.length - called.length, columns),
    recommendedBlock(report, columns),
    warningsBlock(report.warnings, columns, paint),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function heading({ tool, environment, command, funnel }: ProbeReport, columns: number, paint: Paint): string[] {
  const title = `${tool.name} ${tool.version}: ${command.join(' ')} (node ${environment.node.replace(/^v/, '')})`
  return [paint('bold', cutEnd(printable(title), columns)), ...paragraph('', funnelLine(funnel), columns)]
}

function funnelLine(funnel: Funnel): string {
  const { scanned, instrumented, called, repeated, validated, applied } = funnel
  return [
    counted(scanned, 'function'),
    `${count(instrumented)} instrumented`,
    `${count(called)} called`,
    `${count(repeated)} repeated`,
    `${count(validated)} validated`,
    `${count(applied)} to apply`,
  ].join(' > ')
}

function functionBlocks(functions: FunctionReport[], columns: number, paint: Paint): string[][] {
  const groups = VERDICT_ORDER.map((verdict) => functions.filter((fn) => fn.verdict === verdict))
  const shown = groups.map((group) => group.slice(0, GROUPS[group[0]?.verdict ?? 'REJECT'].shown))
  // One grid for all groups, so that their columns stand below each other.
  const [titles, ...rows] = grid(COLUMNS, shown.flat().map(cells), columns - INDENT.length)
  if (rows.length === 0) return []
  const blocks = shown.map((group, index) => {
    const lines = group.flatMap((fn) => [INDENT + rows.shift(), ...details(fn, columns, paint)])
    return lines.length === 0
      ? []
      : [groupTitle(groups[index] as FunctionReport[], paint), ...lines, ...more(groups[index], group)]
  })
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

function groupTitle(group: FunctionReport[], paint: Paint): string {
  const verdict = (group[0] as FunctionReport).verdict
  const { style, meaning } = GROUPS[verdict]
  return `${paint(style, `${verdict} ${count(group.length)}`)}${paint('dim', `: ${meaning}`)}`
}

function details(fn: FunctionReport, columns: number, paint: Paint): string[] {
  const reasons = fn.reasons.slice(0, GROUPS[fn.verdict].reasons)
  return [
    ...reasons.flatMap(({ message }) => paragraph(DETAIL_INDENT, message, columns)),
    ...counterexampleLines(fn, columns),
    ...fn.cautions.flatMap(({ message }) =>
      paragraph(`${DETAIL_INDENT}! `, message, columns).map((line) => paint('yellow', line)),
    ),
  ]
}

function counterexampleLines(fn: FunctionReport, columns: number): string[] {
  const example = fn.purity.runtime?.counterexample
  if (example === undefined || fn.verdict !== 'UNSAFE') return []
  const place = example.callSite === undefined ? '' : `, at ${example.callSite}`
  return [
    `${fn.name}(${example.arguments.join(', ')}) gave ${example.fresh}`,
    `a cache would have given ${example.stored} (call ${count(example.afterCalls + 1)}${place})`,
  ].map((line) => cutEnd(DETAIL_INDENT + printable(line), columns))
}

function more(group: FunctionReport[] | undefined, shown: FunctionReport[]): string[] {
  const left = (group?.length ?? 0) - shown.length
  return left === 0 ? [] : [`${INDENT}… and ${count(left)} more (--reporter json has all)`]
}

function uncalledBlock(uncalled: number, columns: number): string[] {
  if (uncalled === 0) return []
  const were = uncalled === 1 ? 'was' : 'were'
  return paragraph('', `${counted(uncalled, 'function')} ${were} never called; nothing is said about them.`, columns)
}

function recommendedBlock({ recommendedSet }: ProbeReport, columns: number): string[] {
  if (recommendedSet === undefined) return []
  const { ids, speedup, commandCpu, commandWall } = recommendedSet
  const figures = [
    speedup && `${percentInterval(speedup)} inside the functions`,
    commandCpu && `${percentInterval(commandCpu)} of the command's CPU time`,
    commandWall && `${percentInterval(commandWall)} of its wall time`,
  ].filter((figure) => figure !== undefined)
  const saves = figures.length === 0 ? '' : ` Together they save ${figures.join(', ')}.`
  return paragraph('', `Recommended: cache ${ids.join(', ')}.${saves}`, columns)
}

function warningsBlock(warnings: Reason[], columns: number, paint: Paint): string[] {
  return warnings.flatMap(({ message }) =>
    paragraph('warning: ', message, columns).map((line) => paint('yellow', line)),
  )
}
