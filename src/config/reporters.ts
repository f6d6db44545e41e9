/** Reads `name[=file]` as the owner wrote it. */
import { resolve } from 'node:path'
import { ProbeError } from '../errors.js'
import { nearest } from './nearest.js'
import type { ReporterName, ReporterPlan } from './plan.js'

const REPORTER_NAMES: readonly ReporterName[] = ['table', 'json']

/** @throws {ProbeError} unknown-reporter, or config-type when two of them would share stdout. */
export function planReporters(specs: string[], baseDir: string): ReporterPlan[] {
  const plans = specs.map((spec) => planReporter(spec, baseDir))
  if (plans.filter(({ file }) => file === undefined).length > 1) {
    throw new ProbeError(
      'config-type',
      'Two reporters would both write to stdout: give one a file, --reporter json=report.json.',
    )
  }
  return plans
}

function planReporter(spec: string, baseDir: string): ReporterPlan {
  const [name = '', ...rest] = spec.split('=')
  const known = REPORTER_NAMES.find((candidate) => candidate === name)
  if (known === undefined) {
    const meant = nearest(name, REPORTER_NAMES)
    const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
    throw new ProbeError(
      'unknown-reporter',
      `Unknown reporter "${name}": there are ${REPORTER_NAMES.join(' and ')}.${hint}`,
    )
  }
  if (rest.length === 0) return { name: known }
  const file = rest.join('=')
  if (file === '') throw new ProbeError('config-type', `--reporter ${spec} names no file: write ${name}=report.txt.`)
  return { name: known, file: resolve(baseDir, file) }
}
