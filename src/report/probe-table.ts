/** The table that `cache-probe run` prints: the funnel, the functions by verdict, and what to cache together. */
import { cacheBlock } from './cache-table.js'
import { count, counted, percentInterval, written } from './cells.js'
import { droppedBlock } from './dropped-block.js'
import { functionBlocks } from './function-blocks.js'
import { byWorth, neverSeen } from './function-order.js'
import type { Funnel } from './funnel-report.js'
import { titleLine, warningLines } from './heading.js'
import { type Paint, painter } from './paint.js'
import { paragraph } from './paragraph.js'
import type { FunctionReport, ProbeReport } from './probe-report.js'
import type { Rendering } from './reporter.js'

export function renderTable(report: ProbeReport, { columns, color, verbose }: Rendering): string {
  const paint = painter(color)
  const seen = report.functions.filter((fn) => !neverSeen(fn)).sort(byWorth)
  const blocks = [
    [titleLine(report, columns, paint), ...paragraph('', funnelLine(report.funnel), columns)],
    ...(verbose ? [droppedBlock(report.functions, columns)] : []),
    ...functionBlocks(seen, columns, paint),
    footnotes(report.functions, seen.length, columns, paint),
    recommendedBlock(report, columns),
    cacheBlock(report.existingCaches, columns, paint),
    warningLines(report.warnings, columns, paint),
    runsBlock(report, columns, paint),
  ]
  const filled = blocks.filter((lines) => lines.length > 0)
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function funnelLine({ scanned, instrumented, called, repeated, validated, applied }: Funnel): string {
  const after = { instrumented, called, repeated, validated, 'to apply': applied }
  const steps = Object.entries(after).map(([stage, sites]) => `${count(sites)} ${stage}`)
  return [`${count(scanned)} found`, ...steps].join(' > ')
}

function footnotes(all: readonly FunctionReport[], seen: number, columns: number, paint: Paint): string[] {
  const saved = "saved: share of the command's time and its 95 % interval; ~ expected only."
  const missed = all.filter(isMissed).length
  const unseen = all.length - seen - missed
  return [
    ...(seen === 0 ? [] : paragraph('', saved, columns).map((line) => paint('dim', line))),
    ...remark(unseen, 'never called or cannot be wrapped', columns),
    ...remark(missed, 'not instrumented, so that nothing is known of their calls', columns),
  ]
}

/** It may have been called: nobody could see. */
function isMissed({ reasons }: FunctionReport): boolean {
  return reasons.some(({ code }) => code === 'not-instrumented')
}

function remark(functions: number, what: string, columns: number): string[] {
  if (functions === 0) return []
  return paragraph('', `${counted(functions, 'function')} ${functions === 1 ? 'was' : 'were'} ${what}.`, columns)
}

function recommendedBlock({ recommendedSet, functions }: ProbeReport, columns: number): string[] {
  if (recommendedSet === undefined) return []
  const { ids, speedup, commandCpu, commandWall, leftOut = [] } = recommendedSet
  const figures = [
    speedup && `${percentInterval(speedup)} as timed inside`,
    commandCpu && `${percentInterval(commandCpu)} of the command's CPU time`,
    commandWall && `${percentInterval(commandWall)} of its wall time`,
  ].filter((figure) => figure !== undefined)
  const saves = figures.length === 0 ? '' : `, which saves ${figures.join(', ')}`
  return [
    ...paragraph('', `Recommended: cache ${counted(ids.length, 'function')}${saves}:`, columns),
    ...ids.flatMap((id) => paragraph('  ', placeOf(id, functions), columns)),
    ...leftOut.flatMap(({ id, beside }) =>
      paragraph('', `Not beside it: ${id}, which saves the same time as ${beside}.`, columns),
    ),
  ]
}

function placeOf(id: string, functions: readonly FunctionReport[]): string {
  const original = functions.find((fn) => fn.id === id)?.original
  return original === undefined ? id : `${id}, ${written(original)}`
}

function runsBlock({ runs, runDirectory }: ProbeReport, columns: number, paint: Paint): string[] {
  const made = counted(runs.screening + runs.validation + runs.confirmation + (runs.caches ?? 0), 'run')
  const kept = runDirectory === undefined ? '' : `, kept in ${runDirectory}`
  return paragraph('', `${made}, ${count(Math.round(runs.seconds))} s${kept}`, columns).map((line) =>
    paint('dim', line),
  )
}
