/** Puts into a report what every one says: who made it, of which command, with which options. */
import type { ProbePlan } from './config/plan.js'
import { type ReportHead, SCHEMA_VERSION } from './report/report-head.js'
import type { Serialisation } from './runner/serialisation.js'
import { TOOL_NAME, toolVersion } from './tool.js'

/** What is no option of the measurement is left out of `options`. */
export function reportHead({
  command,
  root,
  cwd,
  profile,
  reporters,
  verbose,
  calibrationPairs,
  ...options
}: ProbePlan): Omit<ReportHead, 'environment' | 'warnings'> {
  return { schemaVersion: SCHEMA_VERSION, tool: { name: TOOL_NAME, version: toolVersion() }, command, options }
}

export function paceOptions(pace: Serialisation) {
  return pace.kind === 'serialised' && { serialised: { runner: pace.runner, flag: pace.flag } }
}
