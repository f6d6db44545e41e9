/** The table that `cache-probe run` prints: the funnel, the functions by verdict, and what to cache together. */
import type { Reason } from '../verdict/site-verdict.js'
import { count, counted, percentInterval, written } from './cells.js'
import { functionBlocks } from './function-blocks.js'
import { byWorth, neverSeen } from './function-order.js'
import { type Paint, painter } from './paint.js'
import { paragraph, printable } from './paragraph.js'
import type { FunctionReport, Funnel, ProbeReport } from './probe-report.js'
import type { Rendering } from './reporter.js'
import { cutEnd } from './width.js'

export function renderTable(report: ProbeReport, { columns, color }: Rendering): string {
  const paint = painter(color)
  const seen = report.functions.filter((fn) => !neverSeen(fn)).sort(byWorth)
  const blocks = [
    heading(report, columns, paint),
    ...functionBlocks(seen, columns, paint),
    footnotes(report.functions.length, seen.length, columns, paint),
    recommendedBlock(report, columns),
    warningsBlock(report.warnings, columns, paint),
  ]
  const filled = blocks.filter((lines) => lines.length > 0)
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function heading({ tool, environment, command, funnel }: ProbeReport, columns: number, paint: Paint): string[] {
  const title = `${tool.name} ${tool.version}: ${command.join(' ')} (node ${environment.node.replace(/^v/, '')})`
  return [paint('bold', cutEnd(printable(title), columns)), ...paragraph('', funnelLine(funnel), columns)]
}

function funnelLine({ scanned, instrumented, called, repeated, validated, applied }: Funnel): string {
  const after = { instrumented, called, repeated, validated, 'to apply': applied }
  const steps = Object.entries(after).map(([stage, sites]) => `${count(sites)} ${stage}`)
  return [`${count(scanned)} found`, ...steps].join(' > ')
}

function footnotes(all: number, seen: number, columns: number, paint: Paint): string[] {
  const saved = "saved: share of the command's time and its 95 % interval; ~ expected only."
  const unseen = `${counted(all - seen, 'function')} ${all - seen === 1 ? 'was' : 'were'} never called or cannot be wrapped.`
  return [
    ...(seen === 0 ? [] : paragraph('', saved, columns).map((line) => paint('dim', line))),
    ...(seen === all ? [] : paragraph('', unseen, columns)),
  ]
}

function recommendedBlock({ recommendedSet, functions }: ProbeReport, columns: number): string[] {
  if (recommendedSet === undefined) return []
  const { ids, speedup, commandCpu, commandWall } = recommendedSet
  const figures = [
    speedup && `${percentInterval(speedup)} as timed inside`,
    commandCpu && `${percentInterval(commandCpu)} of the command's CPU time`,
    commandWall && `${percentInterval(commandWall)} of its wall time`,
  ].filter((figure) => figure !== undefined)
  const saves = figures.length === 0 ? '' : `, which saves ${figures.join(', ')}`
  return [
    ...paragraph('', `Recommended: cache ${counted(ids.length, 'function')}${saves}:`, columns),
    ...ids.flatMap((id) => paragraph('  ', placeOf(id, functions), columns)),
  ]
}

function placeOf(id: string, functions: readonly FunctionReport[]): string {
  const original = functions.find((fn) => fn.id === id)?.original
  return original === undefined ? id : `${id}, ${written(original)}`
}

function warningsBlock(warnings: Reason[], columns: number, paint: Paint): string[] {
  return warnings.flatMap(({ message }) =>
    paragraph('warning: ', message, columns).map((line) => paint('yellow', line)),
  )
}
