/** Writes what the reporters rendered: to stdout, or to files that were tried before the hours of measuring. */
import { accessSync, constants, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import {
  ProbeError,
  type ProbeErrorCode,
  type ProbePlan,
  type Rendering,
  type Reporter,
  type ReporterPlan,
  reporters,
} from '../index.js'

const FILE_RENDERING: Rendering = { columns: 100, color: false }

/** @throws {ProbeError} `file-not-writable`, where a file could not be written later. */
export function checkReportFiles(plans: readonly ReporterPlan[]): void {
  for (const { file } of plans) {
    if (file === undefined) continue
    try {
      const existing = statSync(file, { throwIfNoEntry: false })
      if (existing?.isDirectory()) throw fault('file-not-writable', file, 'it is a directory')
      accessSync(existing === undefined ? dirname(file) : file, constants.W_OK)
    } catch (cause) {
      if (cause instanceof ProbeError) throw cause
      throw fault('file-not-writable', file, reasonOf(cause), cause)
    }
  }
}

/** @param render what one reporter makes of the data. */
export async function writeReports(
  { reporters: plans, verbose }: Pick<ProbePlan, 'reporters' | 'verbose'>,
  render: (reporter: Reporter, rendering: Rendering) => string,
): Promise<void> {
  for (const { name, file } of plans) {
    if (file === undefined) await writeOut(render(reporters[name], { ...terminalRendering(), verbose }))
    else writeFile(file, render(reporters[name], { ...FILE_RENDERING, verbose }))
  }
}

/** Resolves once the text has left this process: exiting earlier would cut a pipe short. */
export function writeOut(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()))
}

/** Some terminals say that they have 0 columns. `hasColors` heeds NO_COLOR and FORCE_COLOR. */
function terminalRendering(): Rendering {
  const { stdout } = process
  return { columns: (stdout.isTTY && stdout.columns) || 80, color: stdout.isTTY === true && stdout.hasColors() }
}

function writeFile(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (cause) {
    throw fault('report-not-written', file, reasonOf(cause), cause)
  }
}

function reasonOf(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException
  return code === 'ENOENT' ? 'its directory does not exist' : `no permission or no room (${code})`
}

function fault(code: ProbeErrorCode, file: string, reason: string, cause?: unknown): ProbeError {
  return new ProbeError(code, `Report ${file} cannot be written: ${reason}. Name another file.`, { cause })
}
