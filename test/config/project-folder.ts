/** A project in a temporary folder, as text by path, for tests of what is read from disk. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadPlan, type PlanInput } from '../../src/config/load-plan.js'
import type { ProbePlan } from '../../src/config/plan.js'
import { ProbeError } from '../../src/errors.js'

const folders: string[] = []

process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** Real path of a new folder with these files; removed when the test process ends. */
export function projectFolder(files: Record<string, string> = { 'package.json': '{}' }): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cache-probe-config-')))
  folders.push(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** The plan of a project without flags, environment or command, but for what is given. */
export function planOf(cwd: string, input: Partial<PlanInput> = {}): Promise<ProbePlan> {
  return loadPlan({ cwd, flags: {}, env: {}, command: undefined, ...input })
}

/** `code: message` of the ProbeError that `work` ends with. */
export async function complaint(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof ProbeError) return `${error.code}: ${error.message}`
    throw error
  }
  throw new Error('it did not complain')
}
