/** Reporters by the name that `--reporter` takes. */
import type { ReporterName } from '../config/plan.js'
import { json } from './json.js'
import type { Reporter } from './reporter.js'
import { table } from './table.js'

export const reporters: Record<ReporterName, Reporter> = { table, json }
