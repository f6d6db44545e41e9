/** Tells a row's runner to run one of its test files, and says where that is not what it does. */

import { relative } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { readRunnerProject } from '../../src/runner/read-project.js'
import { howFilesRun, targetFiles } from '../../src/runner/target.js'
import { type ArmRun, runArm } from './arm-run.js'
import { expectedCounts } from './expected-counts.js'
import type { Row } from './row.js'

/** @param observed a run of the whole: each module is called by as many files as exercise it. */
export async function toldFileDifferences(row: Row, cwd: string, observed: ArmRun): Promise<string[]> {
  const project = readRunnerProject(cwd, process.env)
  if (howFilesRun(row.command, project) === undefined) return []
  const differences = row.uses.flatMap(({ file, exercises }) => {
    const callers = filesCalling(file, observed)
    return callers.length === exercises ? [] : [`${file} is called by ${shown(callers)} instead of ${exercises} files`]
  })
  const [module] = row.uses.map(({ file }) => file)
  const [first] = module === undefined ? [] : filesCalling(module, observed)
  if (module === undefined || first === undefined) return differences
  const told = targetFiles(row.command, project, { files: [relative(cwd, first)] }, false)
  if (told.kind === 'whole') return [...differences, told.why]
  const { counts, end, output } = await runArm(row, cwd, 'observe', told)
  const once = expectedCounts([{ file: module, exercises: 1, evaluations: 1 }], 'observe')
  const isThatFile = Object.entries(once).every(([id, must]) => isDeepStrictEqual(counts.get(id), must))
  return isThatFile ? differences : [...differences, `${told.command.join(' ')} is not that file: ${end}\n${output}`]
}

function filesCalling(module: string, { files }: ArmRun): string[] {
  const lists = [...files].flatMap(([id, list]) => (id.startsWith(`${module}#`) ? list : []))
  return [...new Set(lists)].sort()
}

function shown(files: readonly string[]): string {
  return files.length === 0 ? 'no file' : files.join(', ')
}
