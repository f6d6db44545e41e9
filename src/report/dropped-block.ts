/** Names every function that is not to be cached, by the stage that it did not reach, with the reason. */
import { count } from './cells.js'
import type { FunnelStage } from './funnel-report.js'
import { paragraph } from './paragraph.js'
import type { FunctionReport } from './probe-report.js'

const TITLES: Record<FunnelStage, string> = {
  instrumented: 'not instrumented',
  called: 'not called',
  repeated: 'not repeated',
  validated: 'not validated',
  applied: 'not to apply',
}

export function droppedBlock(functions: readonly FunctionReport[], columns: number): string[] {
  return Object.entries(TITLES).flatMap(([stage, title]) => {
    const lost = functions.flatMap(({ id, dropped }) => (dropped?.before === stage ? [{ id, ...dropped }] : []))
    if (lost.length === 0) return []
    const rows = lost.flatMap(({ id, message }) => paragraph('  ', `${id}: ${message}`, columns))
    return [`${title} ${count(lost.length)}`, ...rows]
  })
}
